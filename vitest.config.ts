import { defineConfig } from "vitest/config";

export default defineConfig({
  test: {
    include: ["test/**/*.test.ts"],
    testTimeout: 30_000,
    hookTimeout: 30_000,
    // A busy machine is slow and not wrong: what a test waits for may take nearly as long as the test.
    expect: { poll: { timeout: 25_000 } },
  },
});
