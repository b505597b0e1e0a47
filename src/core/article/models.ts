/** What newsift learned from labelled pages. Handed in wherever it is used, so that others can be learned and tried. */
import type { ModelFile } from "./model-file.ts";
import page from "./page-model.json" with { type: "json" };

export interface Models {
  /** Which blocks of a page are its article. */
  readonly page: ModelFile;
}

/** Those that newsift ships. */
export const shippedModels: Models = { page };
