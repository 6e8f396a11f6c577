/** Customers import under /orders/new, ops for anyone under /ops/import. */
export const homeOf = (kind: string): string => (kind === "customer" ? "/orders/new" : "/ops/import");

export const previewAddress = (kind: string, importId: string): string => `${homeOf(kind)}/${importId}`;

export const orderAddress = (kind: string, orderId: string): string =>
  kind === "customer" ? `/orders/${orderId}` : `/ops/orders/${orderId}`;
