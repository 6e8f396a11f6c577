import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { cache } from "react";
import { Mark } from "@/components/shell/mark";
import { ThemeToggle } from "@/components/ui/theme-toggle";
import { visitCatalogue } from "@/lib/catalogues/visit";
import { capital, counted } from "@/lib/words/counts";
import { ShownProducts } from "./shown-products";
import { shownProducts } from "./shown-rows";
import "./catalogue.css";

type Given = { params: Promise<{ slug: string }> };

const visited = cache(visitCatalogue);

/** Search engines list it only where its owner chose so, and nothing that is not live. */
export async function generateMetadata({ params }: Given): Promise<Metadata> {
  const { slug } = await params;
  const catalogue = await visited(slug);
  if (!catalogue) return { title: { absolute: "Nothing here" }, robots: { index: false, follow: false } };
  const { title, indexable } = catalogue;
  const description = catalogue.description.slice(0, 200) || null;
  return {
    title: { absolute: title },
    description,
    robots: indexable ? { index: true, follow: true } : { index: false, follow: false },
    openGraph: { title, type: "website", ...(description ? { description } : {}) },
  };
}

/** A live catalogue, for anybody: read anew each time, so that what is taken off is off at once. */
export default async function CataloguePage({ params }: Given) {
  const { slug } = await params;
  const catalogue = await visited(slug);
  if (!catalogue) notFound();
  const { title, description, brands, variants } = catalogue;
  const products = new Set(variants.map(({ product }) => product)).size;
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
      <h1>{title}</h1>
      {description ? <p className="about">{description}</p> : null}
      <p className="quiet">
        {variants.length === 0
          ? "Nothing is in this catalogue at the moment."
          : `${capital(counted(variants.length, "variant"))} of ${counted(products, "frame")}.`}
      </p>
      <ShownProducts products={shownProducts(variants)} path={`/c/${slug}/model`} />
    </main>
  );
}
