/** What may have happened to the demo site. */
export const scenarios = ["ordinary", "redesigned", "paywalled", "hacked", "broken"] as const;

export type Scenario = (typeof scenarios)[number];
