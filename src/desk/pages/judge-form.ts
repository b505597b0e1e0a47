/** The form of a document's page: its buttons stand all over the page and name it by this `id`. */
export const JUDGE_FORM = "judge";
