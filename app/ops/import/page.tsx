import type { Metadata } from "next";
import { Start } from "@/app/_order-import/start";
import { requireProducer } from "@/lib/auth/current-actor";
import { listCustomers } from "@/lib/orders/list-customers";

export const metadata: Metadata = { title: "Import an order" };

export default async function OpsImportPage() {
  const actor = await requireProducer();
  return <Start organisations={await listCustomers(actor)} />;
}
