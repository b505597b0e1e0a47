/**
 * What a page's author calls the elements around a block: their tags, and the words in their ids and
 * classes. No name decides: each is evidence of its own weight.
 */

/** Tag and words that stand for a part of a page. Words are whole, or begin the name of something longer. */
const PARTS = {
  inArticle: { tags: "article main", words: "" },
  inText: {
    tags: "",
    words: "article content entry post story text prose main detail editor zhengwen",
  },
  inFooter: { tags: "footer", words: "foot footer copyright colophon bottom" },
  inSidebar: { tags: "aside", words: "aside side sidebar right widget rail" },
  inForm: { tags: "form button select", words: "form search login input button btn" },
  inComments: { tags: "", words: "comment respond discuss disqus reply replies pinglun" },
  inRelated: {
    tags: "",
    words:
      "relat recommend tuijian xiangguan more popular trending latest hot rank ranking teaser card carousel",
  },
  inPromotion: {
    tags: "",
    words: "promo newsletter subscri signup ad advert sponsor banner cta donat",
  },
  inPopup: {
    tags: "dialog",
    words: "popup modal dialog overlay lightbox toast",
  },
  inNotes: { tags: "", words: "reference footnote endnote bibliograph citation cite reflist" },
  inConsent: { tags: "", words: "cookie consent gdpr onetrust privacy" },
  inSharing: { tags: "", words: "share social follow toolbar tools print qrcode fenxiang" },
  inByline: { tags: "address", words: "meta byline author bio date time tag categor credit" },
} as const;

export type PartName = keyof typeof PARTS;

export const PART_NAMES = Object.keys(PARTS) as readonly PartName[];

const parts = PART_NAMES.map((name) => ({
  name,
  tags: new Set(namesIn(PARTS[name].tags)),
  known: namesIn(PARTS[name].words),
}));

/** 1 for each part that a block stands in, 0 for the others. */
export type Parts = Readonly<Record<PartName, 0 | 1>>;

const NOWHERE = Object.fromEntries(PART_NAMES.map((name) => [name, 0])) as Record<PartName, 0 | 1>;

/** Parts that are the article. */
const OWN_PARTS: ReadonlySet<PartName> = new Set(["inArticle", "inText"]);

/** Parts that are the site's. */
export const SITE_PARTS: readonly PartName[] = PART_NAMES.filter((name) => !OWN_PARTS.has(name));

/** Parts in which somebody else has much to say: what is said there is no prose of the article. */
export const OTHERS_PARTS: readonly PartName[] = ["inComments", "inNotes", "inPopup", "inConsent"];

/** The article may be nearly everything that a page holds, but not its `<body>`; so may what it says about its cookies. */
const WHOLE: ReadonlySet<PartName> = new Set([...OWN_PARTS, "inConsent"]);

/** Shorter words are no beginning: `ad` is not `address`. */
const BEGINNING_AT_LEAST = 5;

/** The parts that the blocks of one page stand in. */
export class PartReader {
  /** By path, and for each by how many of its steps are no part. */
  readonly #paths = new Map<string, Parts[]>();
  readonly #steps = new Map<string, readonly PartName[]>();

  /**
   * The parts of a page that the elements of a path say to be.
   *
   * @param path `body>div.main>p`
   * @param outer how many of its steps hold so much that they are no part, whatever they are called
   */
  partsOf(path: string, outer: number): Parts {
    let found = this.#paths.get(path);
    if (found === undefined) this.#paths.set(path, (found = []));
    return (found[outer] ??= this.#read(path.split(">"), outer));
  }

  #read(names: readonly string[], outer: number): Parts {
    const found = { ...NOWHERE };
    for (const [at, name] of names.entries()) {
      for (const part of this.#partsOfStep(name)) {
        if (at >= outer || (WHOLE.has(part) && at > 0)) found[part] = 1;
      }
    }
    return found;
  }

  #partsOfStep(step: string): readonly PartName[] {
    let found = this.#steps.get(step);
    if (found === undefined) this.#steps.set(step, (found = readStep(step)));
    return found;
  }
}

/** `div.article-body`, `aside#side`: the tag, and the words of the name behind it. */
function readStep(step: string): readonly PartName[] {
  const tag = /^[a-z\d-]+/.exec(step)?.[0] ?? "";
  const words = wordsOf(step.slice(tag.length));
  return parts
    .filter(
      ({ tags, known }) => tags.has(tag) || words.some((word) => known.some((one) => isNamed(word, one))),
    )
    .map(({ name }) => name);
}

/** `relatedPosts_list-2` is made of related, posts and list. */
function wordsOf(name: string): readonly string[] {
  return name
    .replace(/(?<=\p{Ll})(?=\p{Lu})/gu, "-")
    .toLowerCase()
    .split(/[^\p{L}]+/u)
    .filter((word) => word !== "");
}

function namesIn(list: string): readonly string[] {
  return list.split(" ").filter((name) => name !== "");
}

/** The word itself, its plural, or one that begins with it. */
function isNamed(word: string, known: string): boolean {
  return (
    word === known || word === `${known}s` || (known.length >= BEGINNING_AT_LEAST && word.startsWith(known))
  );
}
