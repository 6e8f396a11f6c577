import type { Metadata } from "next";
import { PreferencesPage } from "@/app/_notifications/preferences-page";
import { requireCustomer } from "@/lib/auth/current-actor";

export const metadata: Metadata = { title: "What you are told" };

export default async function CustomerPreferencesPage() {
  return <PreferencesPage actor={await requireCustomer()} settings="/settings" />;
}
