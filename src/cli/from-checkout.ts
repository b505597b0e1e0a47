/**
 * What the npm script `newsift` of a checkout starts. npm runs every script in the folder of package.json, and says in
 * INIT_CWD where it was called itself: there the person stands. Nothing else may read INIT_CWD: every process below an
 * npm script inherits it, also one that a script of somebody else has started in a folder of its choice.
 */
if (process.env.INIT_CWD !== undefined) process.chdir(process.env.INIT_CWD);
await import("./newsift.ts");
