// What the bundler puts into the scripts: see py/publish/bundle.py.

/** The files of the Python that this build ships. Only in the worker. */
declare const RUNTIME: import("./pyodide-boot.js").Runtime;

/** The worker's file name, beside the script that opens it. Not in the worker. */
declare const WORKER: string;

/** What an element of another page knows of the tools. Only in embed.js. */
declare const EMBED: { keys: string[]; titles: Record<"quiz" | "calculator", string>; version: string };

/** What this build consists of. Only in the service worker. */
declare const BUILD: {
  version: string;
  bytes: number;
  files: Record<string, string>;
  shell: string[];
  tools: string[];
  memory: string[];
  lean: string[];
  packed: Record<string, import("./packed.js").Weights>;
};

/** The part of a service worker's world that ours uses; the types of pages and of workers cannot be loaded together. */
interface ServiceWorld {
  registration: ServiceWorkerRegistration;
  clients: { matchAll(options?: { includeUncontrolled: boolean }): Promise<{ id: string }[]> };
  skipWaiting(): Promise<void>;
  addEventListener(type: "install", hear: (event: InstallEvent) => void): void;
  addEventListener(type: "activate", hear: (event: Lasting) => void): void;
  addEventListener(type: "fetch", hear: (event: FetchEvent) => void): void;
  addEventListener(type: "message", hear: (event: Lasting & { data: { wish: string; url?: string } }) => void): void;
}

interface Lasting {
  waitUntil(done: Promise<unknown> | undefined): void;
}

interface InstallEvent extends Lasting {
  addRoutes?(rules: object): Promise<void>;
}

interface FetchEvent extends Lasting {
  request: Request;
  clientId: string;
  resultingClientId: string;
  respondWith(answer: Promise<Response>): void;
}
