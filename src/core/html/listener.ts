/** Receives the tags and texts of a page as events. */
export interface Listener {
  open(name: string, attributes: Record<string, string>): void;
  text(data: string): void;
  /**
   * The innermost open element ends.
   * @param within number of later elements that stay open, as blocks do when a `<b>` around them ends
   */
  close(within: number): void;
  /** Nothing more comes, but for the ends of what is open. */
  end?(): void;
  /** Set to stop reading. Checked after each start tag. */
  readonly isDone?: boolean;
  /** The outermost open element whose content no reader sees: it stays open where elements lie too deep. */
  readonly hidden?: string | undefined;
}
