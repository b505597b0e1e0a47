/** What may have happened to the demo site. */
export const moods = ["ordinary", "redesigned", "paywalled", "hacked", "broken"] as const;

export type Mood = (typeof moods)[number];
