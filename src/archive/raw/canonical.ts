/** What one page is: all spellings of an address that lead to the same page have one canonical form. */
import normalizeUrl from "normalize-url";

/** Hosts that serve the pages of another one (`m.example.org` those of `www.example.org`), by the host they stand for. */
export type Twins = Readonly<Record<string, string>>;

/**
 * One spelling for the addresses of one page. Gone are the fragment (unless a script reads it as a route: `#/…`, `#!…`),
 * a slash at the end, user and password, the default port, session ids, and the parameters that only say where
 * a reader came from; the query is sorted. `www.` and the scheme stay, because sites serve different pages there.
 */
export function canonicalUrl(url: string, twins: Twins = {}): string {
  const address = new URL(url);
  address.pathname = address.pathname.replace(SESSION_IN_PATH, "");
  if (Object.hasOwn(twins, address.host)) address.host = twins[address.host]!;
  address.search = canonicalQuery(address.search);
  return normalizeUrl(address.href, {
    stripWWW: false,
    stripHash: !/#[!/]/u.test(url),
    removeQueryParameters: false,
    sortQueryParameters: false,
  });
}

/** Without decoding it: a query in GBK has other bytes than UTF-8 allows, and two of them must stay two. */
function canonicalQuery(search: string): string {
  const parameters = search.slice(1).split("&");
  return parameters
    .filter((parameter) => parameter !== "" && !isNoise(parameter))
    .toSorted()
    .join("&");
}

function isNoise(parameter: string): boolean {
  const [name, value = ""] = parameter.split("=", 2) as [string, string?];
  if (/^(?:from|isappinstalled)$/u.test(name)) return SHARED_FROM.test(value);
  return TRACKING.test(name) || SESSION.test(name);
}

/** Campaigns, advertisements, statistics and share buttons. */
const TRACKING =
  /^(?:utm_\w+|hm(?:sr|pl|cu|kw|ci)|spm|scm|gclid|dclid|fbclid|msclkid|yclid|bd_vid|igshid|mc_[ce]id|_ga|share_(?:token|source|medium|plat|session_id|tag|from)|nsukey)$/iu;

const SESSION = /^(?:jsessionid|phpsessid|aspsessionid\w*|session_?id|cfid|cftoken)$/iu;

/** Servers put it there for browsers without cookies. */
const SESSION_IN_PATH = /;(?:jsessionid|phpsessid|sid)=[^/;]*/giu;

/** Values that messengers give to `from` when a page is passed on; others may well choose a page. */
const SHARED_FROM = /^(?:timeline|singlemessage|groupmessage|message|weixin|wechat|qq|qzone|[01])$/u;
