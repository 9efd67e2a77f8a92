"""The fields that a list may have, and what people call them.

An alias is a header in plain lower-case words; `words` of a header are compared, so that order and signs do not matter.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Field:
    """One thing that a list can say about a creator.

    Attributes:
        kind: how its cells are read: text, platform, count, money, percent or date.
        aliases: what its header is called, in several languages.
    """

    id: str
    label: str
    kind: str
    aliases: tuple[str, ...]


def _field(name: str, label: str, kind: str, aliases: str) -> Field:
    return Field(name, label, kind, tuple(alias.strip() for alias in aliases.split(",")))


FIELDS = {
    field.id: field
    for field in (
        _field(
            "platform",
            "Platform",
            "platform",
            "platform, social platform, social network, network, social media, channel type, plattform, netzwerk, "
            "plateforme, réseau, plataforma, red social, piattaforma, платформа, 平台, プラットフォーム, المنصة",
        ),
        _field(
            "handle",
            "Handle",
            "text",
            "handle, username, user name, user, account, account name, profile, profile link, profile url, link, url, "
            "channel, channel link, ig handle, instagram handle, tiktok handle, instagram, tiktoker, tiktok, "
            "youtube channel, instagram name, instagrammer, benutzername, konto, compte, identifiant, cuenta, usuario, "
            "perfil, account instagram, utente, аккаунт, ник, 账号, アカウント, 계정, الحساب",
        ),
        _field(
            "name",
            "Name",
            "text",
            "name, full name, creator, creator name, influencer, influencer name, youtuber, youtuber name, talent, "
            "talent name, display name, artist, blogger, nom, nombre, nome, имя, блогер, 姓名, 名称, 名前, 이름, الاسم",
        ),
        _field(
            "followers",
            "Followers",
            "count",
            "followers, follower, follower count, followers count, number of followers, nb followers, total followers, "
            "subscribers, subscriber, subs, subscribers count, subscriber count, fans, audience size, "
            "abonnenten, anzahl follower, abonnés, abonnes, nombre d abonnés, seguidores, nº seguidores, suscriptores, "
            "inscritos, iscritti, seguaci, volgers, obserwujący, takipçi, takipci sayisi, подписчики, подписчиков, "
            "粉丝, 粉丝数, 粉絲, フォロワー, フォロワー数, 登録者数, 팔로워, 구독자, المتابعون, متابعين, עוקבים",
        ),
        _field(
            "views",
            "Views of a post",
            "count",
            "views, views avg, avg views, average views, mean views, median views, views per post, views per video, "
            "plays, avg plays, video views, reel views, impressions, avg impressions, view count, aufrufe, ø aufrufe, "
            "vues, vues moyennes, vues moy, visualizaciones, vistas, reproducciones, visualizações, visualizzazioni, "
            "weergaven, izlenme, просмотры, 播放量, 观看, 再生回数, 再生数, 조회수, المشاهدات",
        ),
        _field(
            "likes",
            "Likes of a post",
            "count",
            "likes, likes avg, avg likes, average likes, mean likes, likes per post, hearts, gefällt mir, ø likes, "
            "j aime, mentions j aime, me gusta, curtidas, gostos, mi piace, beğeni, лайки, 点赞, 赞, いいね, 좋아요, "
            "الإعجابات",
        ),
        _field(
            "comments",
            "Comments of a post",
            "count",
            "comments, comments avg, avg comments, average comments, comments per post, kommentare, commentaires, "
            "comentarios, comentários, commenti, reacties, yorum, комментарии, 评论, コメント, 댓글, التعليقات",
        ),
        _field(
            "shares",
            "Shares of a post",
            "count",
            "shares, shares avg, avg shares, average shares, shares per post, reposts, geteilt, partages, compartidos, "
            "compartilhamentos, condivisioni, репосты, 分享, シェア, 공유, المشاركات",
        ),
        _field(
            "saves",
            "Saves of a post",
            "count",
            "saves, saves avg, avg saves, bookmarks, favourites, favorites, gespeichert, enregistrements, guardados, "
            "salvamentos, salvataggi, 收藏, 保存",
        ),
        _field(
            "engagements",
            "Engagements of a post",
            "count",
            "engagements, engagement average, engagement avg, avg engagement, average engagement, avg engagements, "
            "engagement values, engagement average values, interactions, avg interactions, interaktionen, "
            "interacciones, interações, interazioni, вовлеченность",
        ),
        _field(
            "engagement_rate",
            "Engagement rate",
            "percent",
            "engagement rate, er, eng rate, engagement, engagement percent, er percent, avg er, engagementrate, "
            "taux d engagement, tasa de engagement, tasa de interacción, taxa de engajamento, tasso di engagement, "
            "interaktionsrate, エンゲージメント率, 互动率, 참여율",
        ),
        _field(
            "price",
            "Price of a post",
            "money",
            "price, price per post, price usd, price eur, price per video, price per reel, post price, fee, cost, "
            "cost per post, rate, rate card, quote, budget, asking price, preis, kosten, honorar, prix, tarif, coût, "
            "precio, tarifa, coste, costo, preço, valor, prezzo, compenso, prijs, cena, fiyat, ücret, цена, стоимость, "
            "价格, 报价, 料金, 価格, 가격, السعر",
        ),
        _field(
            "audience_share",
            "Audience in your target country",
            "percent",
            "audience share, audience in target, target audience, target audience share, audience target country, "
            "target country, target country share, audience in country, audience in us, audience us, audience in uk, "
            "audience uk, us audience, uk audience, audience in target country, audience match, in target, zielgruppe, "
            "anteil zielland, publikum zielland, part audience cible, audience cible, audiencia objetivo, "
            "público alvo, pubblico target, 目标受众",
        ),
        _field(
            "fake_share",
            "Fake followers",
            "percent",
            "fake followers, fake follower share, fake follower, fake, fakes, fake share, fake percent, bots, "
            "bot followers, suspicious followers, suspicious accounts, falsche follower, faux abonnés, faux followers, "
            "seguidores falsos, follower falsi, фейковые подписчики, 假粉",
        ),
        _field(
            "real_share",
            "Real followers",
            "percent",
            "real followers, authentic followers, genuine followers, real people, quality audience, audience quality, "
            "real follower share, echte follower, vrais abonnés, seguidores reales",
        ),
        _field(
            "following",
            "Accounts they follow",
            "count",
            "following, follows, following count, accounts followed, followings, folgt, abonnements, siguiendo, "
            "seguidos, seguindo, seguiti, takip edilen, подписки, 关注, フォロー中, フォロー, 팔로잉",
        ),
        _field(
            "growth",
            "Follower growth in 30 days",
            "percent",
            "growth, follower growth, growth 30d, growth 30 days, 30 day growth, monthly growth, followers growth, "
            "growth rate, wachstum, croissance, crecimiento, crescimento, crescita, рост, 增长, 増加率",
        ),
        _field(
            "rival_deal",
            "Last deal with a rival",
            "date",
            "last competitor deal, competitor deal, last rival deal, rival deal, last competitor, "
            "last deal competitor, competitor, competitors, last competitor post, "
            "letzter deal konkurrenz, konkurrenz, wettbewerber, "
            "dernier partenariat concurrent, concurrent, competencia, último acuerdo competencia, concorrente",
        ),
        _field(
            "fit_notes",
            "Notes on brand fit",
            "text",
            "brand fit, brand fit notes, fit, fit notes, notes, note, remarks, comment on fit, brand safety, "
            "markenfit, notizen, bemerkungen, remarques, notas, observaciones, osservazioni, заметки, 备注, メモ",
        ),
        _field(
            "topic",
            "Topic",
            "text",
            "category, category 1, topic, niche, vertical, genre, thema, kategorie, catégorie, thématique, categoría, "
            "temática, categoria, nicho, categoria 1, категория, 类别, カテゴリ, 카테고리",
        ),
        _field(
            "country",
            "Audience country",
            "text",
            "country, audience country, location, market, region, land, pays, país, paese, страна, "
            "国家, 国, 국가, البلد",
        ),
    )
}
"""All fields by id. The order settles which field a column goes to when two fit equally well."""

PLATFORM_WORDS = {
    "instagram": ("instagram", "insta", "ig", "instagr.am"),
    "tiktok": ("tiktok", "tik tok", "tt", "douyin"),
    "youtube": ("youtube", "you tube", "yt", "youtu.be", "youtuber"),
}
OTHER_PLATFORMS = {
    "facebook",
    "fb",
    "twitter",
    "x",
    "twitch",
    "snapchat",
    "pinterest",
    "linkedin",
    "threads",
    "podcast",
    "blog",
}
PLATFORM_LABELS = {"instagram": "Instagram", "tiktok": "TikTok", "youtube": "YouTube"}
COUNTS = ("followers", "views", "likes", "comments", "shares", "saves", "engagements", "following")
PERCENTS = ("engagement_rate", "audience_share", "fake_share", "real_share", "growth")
TEXTS = ("handle", "name", "fit_notes", "topic", "country")
