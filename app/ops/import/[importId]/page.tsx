import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { Preview } from "@/app/_order-import/preview";
import { isId } from "@/lib/access/ids";
import { requireProducer } from "@/lib/auth/current-actor";

export const metadata: Metadata = { title: "Check the order" };

export default async function OpsImportPreviewPage({ params }: { params: Promise<{ importId: string }> }) {
  const actor = await requireProducer();
  const { importId } = await params;
  if (!isId(importId)) notFound();
  return <Preview actor={actor} importId={importId} today={new Date().toISOString().slice(0, 10)} />;
}
