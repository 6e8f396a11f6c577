import type { Metadata } from "next";
import { KeptPage } from "@/app/_reports/kept-page";
import { requireProducer } from "@/lib/auth/current-actor";

export const metadata: Metadata = { title: "Report" };

export default async function ReportPage({ params }: { params: Promise<{ id: string }> }) {
  return <KeptPage actor={await requireProducer()} id={(await params).id} home="/ops/reports" />;
}
