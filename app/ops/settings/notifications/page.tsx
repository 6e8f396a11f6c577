import type { Metadata } from "next";
import { PreferencesPage } from "@/app/_notifications/preferences-page";
import { requireProducer } from "@/lib/auth/current-actor";

export const metadata: Metadata = { title: "What you are told" };

export default async function OpsPreferencesPage() {
  return <PreferencesPage actor={await requireProducer()} settings="/ops/settings" />;
}
