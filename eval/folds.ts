/** Folds of cross-validation, by site: a page's models are learned without any page of its site. */

export const FOLDS = 8;

/** Second-level domains under which sites are registered: `example.com.cn`. */
const REGISTRIES = new Set(["com", "net", "org", "gov", "edu", "co", "ac"]);

/** 32-bit FNV-1a. */
const FNV_BASIS = 0x811c9dc5;
const FNV_PRIME = 0x01000193;

/**
 * The name under which a site is registered, without its country: pages of `news.example.com.cn` and
 * `example.com` are one site.
 *
 * @param site a host, with or without a port, or any other name of a site
 */
export function siteKey(site: string): string {
  const parts = site.replace(/:\d+$/u, "").split(".");
  const isUnderRegistry = parts.length >= 3 && REGISTRIES.has(parts.at(-2)!) && parts.at(-1)!.length === 2;
  return (isUnderRegistry ? parts.at(-3) : parts.at(-2)) ?? site;
}

/** 0 to `FOLDS` - 1: the same for each page of a site, on each machine. */
export function foldOf(site: string): number {
  let hash = FNV_BASIS;
  for (const char of siteKey(site)) hash = Math.imul(hash ^ char.codePointAt(0)!, FNV_PRIME) >>> 0;
  return hash % FOLDS;
}
