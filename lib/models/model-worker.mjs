// Node starts this file where nothing was built (scripts, tests), so it is JavaScript that makes TypeScript known
// first; Next bundles it with what it imports. The bytes come by message: Next keeps `workerData` for itself.
if (process.env.NEXT_RUNTIME === undefined) {
  const { register } = await import(/* turbopackIgnore: true */ "tsx/esm/api");
  register();
}
await import("./model-worker.ts");
