/** `LONG=1` runs the long version of tests that are short otherwise. */
export const isLong = process.env["LONG"] === "1";
