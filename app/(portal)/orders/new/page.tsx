import type { Metadata } from "next";
import { Start } from "@/app/_order-import/start";
import { requireCustomer } from "@/lib/auth/current-actor";

export const metadata: Metadata = { title: "New order" };

export default async function NewOrderPage() {
  const { organisationId } = await requireCustomer();
  return <Start organisations={[{ id: organisationId, name: "" }]} />;
}
