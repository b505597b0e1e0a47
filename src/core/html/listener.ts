/** Who is told of the tags and texts of a page, one by one. */
export interface Listener {
  open(name: string, attributes: Record<string, string>): void;
  text(data: string): void;
  /**
   * Of those that are open, the element ends that was opened last.
   * @param within how many that were opened later go on without it, as blocks do when `<b>` ends in them
   */
  close(within: number): void;
  /** Nothing more comes, but for the ends of what is open. */
  end?(): void;
  /** Whether nothing more is wanted: the rest is not read. Asked after each tag that opens an element. */
  readonly isDone?: boolean;
  /** The outermost open element whose content no reader sees: it stays open where elements lie too deep. */
  readonly unseen?: string | undefined;
}
