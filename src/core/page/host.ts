/** Servers and browsers give up at about this length: UTF-16 code units. */
export const MAX_ADDRESS_LENGTH = 2048;

/** The host that an address belongs to, with its port where that is not the usual one; undefined where it has none. */
export function hostOf(url: string | undefined): string | undefined {
  return (url === undefined ? undefined : URL.parse(url)?.host) || undefined;
}
