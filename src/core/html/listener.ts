/** Receives the tags and texts of a page as events. */
export interface Listener {
  open(name: string, attributes: Record<string, string>): void;
  text(data: string): void;
  /**
   * The innermost open element ends.
   * @param within how many that were opened later go on without it, as blocks do when `<b>` ends in them
   */
  close(within: number): void;
  /** Nothing more comes, but for the ends of what is open. */
  end?(): void;
  /** Set to stop reading. Checked after each start tag. */
  readonly isDone?: boolean;
  /** The outermost open element whose content no reader sees: it stays open where elements lie too deep. */
  readonly unseen?: string | undefined;
}
