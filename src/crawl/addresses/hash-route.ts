/** Addresses whose pages only scripts tell apart, by what stands behind `#`: https://example.invalid/#/article/1. */

/** What scripts read as a path of their own: `#/article/1`, `#!/article/1`; empty where it is none, or that of their front page. */
export function hashRoute({ hash }: URL): string {
  return /^#!?\/[^/]|^#![^/]/u.test(hash) ? hash : "";
}

/** The address that such a path would be without `#`, for what is said of addresses; the address itself where it has none. */
export function addressOfRoute(url: URL): URL {
  const route = hashRoute(url);
  return route === "" ? url : (URL.parse(route.replace(/^#!?\/?/u, "/"), url) ?? url);
}
