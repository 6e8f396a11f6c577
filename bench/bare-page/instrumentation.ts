/** Nothing to start. Without a file of its own here, Next takes the product's and starts its jobs. */
export function register(): void {}
