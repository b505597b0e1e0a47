/** Services that count readers and show them advertisements: no text comes from them. */
const TRACKERS =
  /(?:hm|hmcdn|cpro|pos|dup)\.baidu(?:static)?\.com|cnzz\.com|51\.la|51yes\.com|umeng\.com|growingio\.com|sensorsdata\.cn|google-analytics\.com|googletagmanager\.com|googlesyndication\.com|doubleclick\.net|mediav\.com|tanx\.com|irs01\.com|clarity\.ms/u;

/** @param text an address, or a script */
export function namesTracker(text: string): boolean {
  return TRACKERS.test(text);
}
