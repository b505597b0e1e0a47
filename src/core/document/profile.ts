/** What the pages of a host have in common. */

/** A block that the pages of a host repeat. */
export interface RepeatedBlock {
  /** Names its words: see `blockHash`. */
  readonly hash: string;
  /** As it stood in the latest document. */
  readonly text: string;
  /** Documents of the profile that hold it, however often. */
  readonly documents: number;
  /** Its numbers differ between documents. */
  readonly varies: boolean;
  /** When the first and the last of these documents were fetched: ISO 8601. */
  readonly firstSeen: string;
  readonly lastSeen: string;
}

/** What the pages of one host repeat: one kind of evidence that a block is the site's, never enough alone. */
export interface Profile {
  readonly host: string;
  /** 16 hex digits of what stages see of it: receipts name it. */
  readonly hash: string;
  /** Documents that it was learned from. */
  readonly documents: number;
  /** When the first and the last of them were fetched: ISO 8601. */
  readonly firstSeen: string;
  readonly lastSeen: string;
  /** By their hash, the most frequent first. */
  readonly blocks: ReadonlyMap<string, RepeatedBlock>;
}
