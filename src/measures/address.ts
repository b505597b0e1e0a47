/** What an address says of its page. */

export type AddressKind = "home" | "section" | "article";

const SECTION =
  /\/(?:(?:sub-?)?categor(?:y|ies)|cat|collections?|topics?|tags?|labels?|products?|goods|list|channels?|columns?|lanmu|sections?|sort|archives?|subject|department|shop|store|search|forum|browse|directory|c)(?:\/|$)/iu;

/** A serial number, a date, or the words of a headline. */
const STORY = /\d{4}|-[^-/]{1,80}-[^-/]{1,80}-/u;

const DEFAULT_PAGE = /\/(?:index|default|home)\.\w{1,6}$/iu;

/** @returns undefined where the address says nothing, or is none */
export function addressKind(url: string | undefined): AddressKind | undefined {
  const address = url === undefined ? null : URL.parse(url);
  if (address === null) return undefined;
  const path = address.pathname.replace(DEFAULT_PAGE, "/");
  if (path === "/" && address.search === "") return "home";
  if (STORY.test(path)) return "article";
  return SECTION.test(path) ? "section" : undefined;
}
