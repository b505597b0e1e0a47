/** The host that an address belongs to, with its port where that is not the usual one; undefined where it has none. */
export function hostOf(url: string | undefined): string | undefined {
  return (url === undefined ? undefined : URL.parse(url)?.host) || undefined;
}
