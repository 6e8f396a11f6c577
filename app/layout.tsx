import type { Metadata, Viewport } from "next";
import { cookies } from "next/headers";
import type { ReactNode } from "react";
import { Hatch } from "@/components/production/hatch";
import { readTheme, THEME_COOKIE } from "@/components/ui/theme";
import { Ways } from "@/components/ui/ways";
import "./globals.css";

export const metadata: Metadata = {
  title: { default: "Framewatch", template: "%s – Framewatch" },
  description: "Follow ordered 3D eyewear frames through production.",
  applicationName: "Framewatch",
  robots: { index: false, follow: false },
  referrer: "same-origin",
  formatDetection: { telephone: false, date: false, address: false, email: false },
};

export const viewport: Viewport = {
  width: "device-width",
  initialScale: 1,
  colorScheme: "light dark",
  themeColor: [
    { media: "(prefers-color-scheme: light)", color: "#f6f3ec" },
    { media: "(prefers-color-scheme: dark)", color: "#171512" },
  ],
};

export default async function RootLayout({ children }: { children: ReactNode }) {
  const theme = readTheme((await cookies()).get(THEME_COOKIE)?.value);
  return (
    // The toggle changes data-theme before React has taken over the page.
    <html lang="en" data-theme={theme} suppressHydrationWarning>
      <body>
        <a className="vh skip" href="#main">
          Skip to the content
        </a>
        <Hatch />
        <Ways />
        {children}
      </body>
    </html>
  );
}
