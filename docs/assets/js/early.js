/** Starts Python before the page is there, where the address carries a case: whoever opens such a link wants its answer. */

import { engine } from "./engine.js";

const saves = /** @type {any} */ (navigator).connection?.saveData;
if (location.hash.startsWith("#v=") && !saves) engine().start();
