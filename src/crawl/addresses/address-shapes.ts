/** What the addresses of a site's articles have in common, as a regular expression. */

export interface AddressShape {
  /** Source of a regular expression, for the flag `u`. */
  readonly pattern: string;
  /** Addresses that have it. */
  readonly count: number;
}

/** The shapes of these addresses, the most common first. */
export function addressShapes(addresses: readonly string[]): readonly AddressShape[] {
  const groups = Map.groupBy(addresses.map(partsOf), ({ tail }) => withoutNumbers(tail));
  return [...groups.values()]
    .map((group) => ({ pattern: patternOf(group), count: group.length }))
    .toSorted((a, b) => b.count - a.count);
}

interface Parts {
  /** Folders that are words: /news/local/ */
  readonly folders: string;
  /** What follows, with the query: it differs from article to article. */
  readonly rest: string;
  /** The same, with the kind of each name in its place. */
  readonly tail: string;
}

/** Stand for what a name consists of; characters that no address holds. */
const HEXADECIMAL = "<hexadecimal>";
const WORDS = "<words>";

function partsOf(address: string): Parts {
  const { pathname, search } = new URL(address);
  const segments = pathname.split("/").slice(1);
  const words = segments.slice(0, -1).findIndex((segment) => /\d/u.test(segment));
  const folders = words < 0 ? segments.length - 1 : words;
  const rest = segments.slice(folders);
  const query = search.replace(/=([^&]*)/gu, (_, value: string) => `=${nameKind(value)}`);
  return {
    folders: ["", ...segments.slice(0, folders), ""].join("/"),
    rest: rest.join("/") + search,
    tail: rest.map(nameKind).join("/") + query,
  };
}

/** 4f2a9c0be1d34455.html, stone-bridge-opens.html: the names of two articles have nothing in common but their kind. */
function nameKind(name: string): string {
  const [, stem, ending] = /^(.*?)(\.[a-z]{2,5})?$/iu.exec(name)!;
  const kind = /^[0-9a-f]{16,}$/iu.test(stem!)
    ? HEXADECIMAL
    : /^[\w%]+(?:-[\w%]+){2,}$/u.test(stem!) || /^[a-z]+$/iu.test(stem!) || stem!.includes("%")
      ? WORDS
      : stem!;
  return kind + (ending ?? "");
}

/** Numbers of these lengths are years, months and days. */
const DATE_LENGTHS: ReadonlySet<number> = new Set([4, 6, 8]);

function patternOf(group: readonly Parts[]): string {
  // A name that all have is no kind: show.php, content.html.
  const names = new Set(group.map(({ rest }) => withoutNumbers(rest)));
  const hasSameNames = group.length > 1 && names.size === 1 && !group[0]!.tail.includes(HEXADECIMAL);
  const tails = group.map(({ rest, tail }) => (hasSameNames ? rest : tail));
  const lengths = tails.map((tail) => (tail.match(/\d+/gu) ?? []).map((digits) => digits.length));
  let at = 0;
  const tail = escape(tails[0]!)
    .replace(/\d+/gu, (digits) => {
      const own = at;
      at += 1;
      const isSame = lengths.every((numbers) => numbers[own] === digits.length);
      return isSame && DATE_LENGTHS.has(digits.length) ? String.raw`\d{${digits.length}}` : String.raw`\d+`;
    })
    .replaceAll(HEXADECIMAL, "[0-9a-f]{16,}")
    .replaceAll(WORDS, String.raw`[\w%-]+`);
  const folders = new Set(group.map(({ folders }) => folders));
  if (folders.size > 1) return String.raw`^https?://[^/]+/(?:[\w-]+/)*${tail}$`;
  const [folder] = folders;
  return folder === "/" ? `^https?://[^/]+/${tail}$` : `${escape(folder!)}${tail}$`;
}

function withoutNumbers(text: string): string {
  return text.replace(/\d+/gu, "#");
}

function escape(text: string): string {
  return text.replace(/[\\^$.*+?()[\]{}|]/gu, String.raw`\$&`);
}
