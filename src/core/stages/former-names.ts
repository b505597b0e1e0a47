/** What stages were called in earlier versions: settings and receipts that say so are still understood. */
const formerNames: ReadonlyMap<string, string> = new Map([
  ["copies", "duplicate-body"],
  ["dodges", "obfuscated-words"],
  ["host-repeats", "site-template"],
  ["next-story", "appended-article"],
  ["wedges", "inserted-readings"],
]);

/** The name that a stage has today. */
export function stageNameToday(name: string): string {
  return formerNames.get(name) ?? name;
}
