/** Names of the elements around a block: tags, and words of ids and classes. Each is only one feature among many. */

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

/** Shorter words are no beginning: `ad` is not `address`. */
const BEGINNING_AT_LEAST = 5;

const byTag = new Map<string, Set<PartName>>();

/** By the word itself and its plural. */
const byWord = new Map<string, Set<PartName>>();

/** By what longer words begin with. */
const byBeginning = new Map<string, Set<PartName>>();

for (const part of PART_NAMES) {
  for (const tag of namesIn(PARTS[part].tags)) addTo(byTag, tag, part);
  for (const word of namesIn(PARTS[part].words)) {
    addTo(byWord, word, part);
    addTo(byWord, `${word}s`, part);
    if (word.length >= BEGINNING_AT_LEAST) addTo(byBeginning, word, part);
  }
}

const LONGEST_BEGINNING = Math.max(...Array.from(byBeginning.keys(), (word) => word.length));

function addTo(names: Map<string, Set<PartName>>, name: string, part: PartName): void {
  const known = names.get(name);
  if (known === undefined) names.set(name, new Set([part]));
  else known.add(part);
}

/** 1 for each part that a block stands in, 0 for the others. */
export type NameParts = Readonly<Record<PartName, 0 | 1>>;

const NOWHERE = Object.fromEntries(PART_NAMES.map((name) => [name, 0])) as Record<PartName, 0 | 1>;

/** Parts that are the article. */
const OWN_PARTS: ReadonlySet<PartName> = new Set(["inArticle", "inText"]);

/** Parts that are the site's. */
export const SITE_PARTS: readonly PartName[] = PART_NAMES.filter((name) => !OWN_PARTS.has(name));

/** Third-party parts: their text is no prose of the article. */
export const THIRD_PARTY_PARTS: readonly PartName[] = ["inComments", "inNotes", "inPopup", "inConsent"];

/** Parts that an element with nearly all of the page's text may still be, unless it is `<body>`: the article, a cookie notice. */
const WHOLE: ReadonlySet<PartName> = new Set([...OWN_PARTS, "inConsent"]);

/** Whether a block stands in one of these parts. */
export function isInPart(named: Readonly<Record<PartName, number>>, parts: readonly PartName[]): boolean {
  return parts.some((part) => named[part] === 1);
}

/** The parts that the blocks of one page stand in. */
export class PartReader {
  /** By path, and for each by how many of its steps are no part. */
  readonly #paths = new Map<string, NameParts[]>();
  readonly #steps = new Map<string, readonly PartName[]>();

  /**
   * The parts of a page that the elements of a path say to be.
   *
   * @param path `body>div.main>p`
   * @param outer how many of its steps hold so much that they are no part, whatever they are called
   */
  partsOf(path: string, outer: number): NameParts {
    let found = this.#paths.get(path);
    if (found === undefined) this.#paths.set(path, (found = []));
    return (found[outer] ??= this.#read(path.split(">"), outer));
  }

  #read(names: readonly string[], outer: number): NameParts {
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
  const found = new Set<PartName>(byTag.get(tag));
  for (const word of wordsOf(step.slice(tag.length))) {
    for (const part of byWord.get(word) ?? []) found.add(part);
    const longest = Math.min(word.length, LONGEST_BEGINNING);
    for (let length = BEGINNING_AT_LEAST; length <= longest; length += 1)
      for (const part of byBeginning.get(word.slice(0, length)) ?? []) found.add(part);
  }
  return [...found];
}

/** `relatedPosts_list-2` is made of related, posts and list; `pop-up` may be one word too. */
function wordsOf(name: string): readonly string[] {
  const parted = /\p{Lu}/u.test(name) ? name.replace(/(?<=\p{Ll})(?=\p{Lu})/gu, "-").toLowerCase() : name;
  const words = parted.match(/\p{L}+/gu) ?? [];
  return words.length > 1 ? [...words, words.join("")] : words;
}

function namesIn(list: string): readonly string[] {
  return list.split(" ").filter((name) => name !== "");
}
