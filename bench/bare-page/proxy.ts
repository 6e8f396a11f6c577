/** In nobody's way. Without a file of its own here, Next takes the product's. */
export function proxy(): void {}

export const config = { matcher: "/nothing" };
