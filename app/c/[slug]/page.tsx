import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { cache, Suspense } from "react";
import { Mark } from "@/components/shell/mark";
import { Image } from "@/components/ui/image";
import { ThemeToggle } from "@/components/ui/theme-toggle";
import { type ShownVariant, visitCatalogue } from "@/lib/catalogues/visit";
import { env } from "@/lib/env";
import { capital, counted } from "@/lib/words/counts";
import { FrameViewer, ShownProducts } from "./shown-products";
import { shownProducts } from "./shown-rows";
import "./catalogue.css";

type Given = { params: Promise<{ slug: string }> };

const visited = cache(visitCatalogue);

/** Search engines list it only where its owner chose so, and nothing that is not live. */
export async function generateMetadata({ params }: Given): Promise<Metadata> {
  const { slug } = await params;
  const catalogue = await visited(slug);
  if (!catalogue) return { title: { absolute: "Nothing here" }, robots: { index: false, follow: false } };
  const { title, indexable, cover } = catalogue;
  const description = catalogue.description.slice(0, 200) || null;
  return {
    title: { absolute: title },
    description,
    robots: indexable ? { index: true, follow: true } : { index: false, follow: false },
    openGraph: {
      title,
      type: "website",
      url: `${env().FRAMEWATCH_URL}/c/${slug}`,
      ...(description ? { description } : {}),
      ...(cover
        ? { images: [{ url: `${env().FRAMEWATCH_URL}${coverAddress(slug, cover)}`, alt: title }] }
        : {}),
    },
    ...(cover ? { twitter: { card: "summary_large_image" } } : {}),
  };
}

/** A live catalogue, for anybody: read anew each time, so that what is taken off is off at once. */
export default async function CataloguePage({ params }: Given) {
  const { slug } = await params;
  const catalogue = await visited(slug);
  if (!catalogue) notFound();
  const { title, description, brands, cover, variants } = catalogue;
  const products = new Set(variants.map(({ product }) => product)).size;
  const first = shownProducts(variants.slice(0, FIRST));
  return (
    <main id="main" className="page narrow catalogue">
      <header className="share-head">
        <span className="mark">
          <Mark width={28} />
          <span className="vh">Framewatch</span>
        </span>
        <span>{brands.join(", ")}</span>
        <span className="no-print">
          <ThemeToggle />
        </span>
      </header>
      {cover ? <Image className="cover" src={coverAddress(slug, cover)} alt="" fetchPriority="high" /> : null}
      <h1>{title}</h1>
      {description ? <p className="about">{description}</p> : null}
      <p className="quiet">
        {variants.length === 0
          ? "Nothing is in this catalogue at the moment."
          : `${capital(counted(variants.length, "variant"))} of ${counted(products, "frame")}.`}
      </p>
      <FrameViewer path={`/c/${slug}/model`}>
        <ShownProducts products={first} />
        {variants.length > FIRST ? (
          <Suspense>
            <Rest variants={variants.slice(FIRST)} under={first.at(-1)?.name} />
          </Suspense>
        ) : null}
      </FrameViewer>
    </main>
  );
}

/** So many variants fill the first screen of the largest window. */
const FIRST = 24;

/** What lies below the first screen: made and sent after that has left, so that nobody waits for hundreds of rows to see it. */
async function Rest({ variants, under }: { variants: readonly ShownVariant[]; under: string | undefined }) {
  await new Promise((resolve) => setTimeout(resolve));
  return <ShownProducts products={shownProducts(variants)} under={under} />;
}

const coverAddress = (slug: string, sha256: string) => `/c/${slug}/cover?v=${sha256.slice(0, 8)}`;
