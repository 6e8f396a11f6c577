/** What a column of an order can mean. */
export const fields = [
  "sku",
  "brand",
  "product",
  "colour",
  "size",
  "lens",
  "ean",
  "upc",
  "complexity",
  "customised",
  "batch",
  "note",
] as const;
export type Field = (typeof fields)[number];

/** What each column is used as, in the table's order; null is "not used". */
export type Mapping = (Field | null)[];

/** Names of the fields for people: as column heads of the template and in faults about what is not in the file. */
export const fieldNames: Record<Field, string> = {
  sku: "SKU",
  brand: "Brand",
  product: "Product",
  colour: "Colour",
  size: "Size",
  lens: "Lens",
  ean: "EAN",
  upc: "UPC",
  complexity: "Complexity",
  customised: "Customised",
  batch: "Batch",
  note: "Remark",
};

/**
 * Names by which brands call their columns, in English, German, French, Spanish and Italian, compared folded; the
 * surest first, since the surest wins where two columns claim a field.
 */
const synonyms: Record<Field, string> = {
  sku: `SKU, SKU code, SKU number, SKU no, SKU ID, SKUs, item, item no, item number, item code, item ID, item #,
    article, article no, article number, article code, product code, product no, product number, product ID,
    product SKU, variant SKU, variant ID, material number, part number, reference, ref, ref no, style number, style no,
    style code, model code, model number, model no, code,
    Artikel, Artikelnummer, Artikelnr, Artikel-Nr., Art.-Nr., ArtNr, Artikelcode, Artikelkennung, Bestellnummer,
    Produktnummer, Materialnummer, Modellnummer, Referenz, Teilenummer,
    Référence, Référence article, Réf., code article, numéro d'article, n° article, code produit,
    referencia, código, código de artículo, número de artículo, código de producto, ref. artículo,
    codice, codice articolo, cod. articolo, numero articolo, codice prodotto, riferimento, articolo`,
  brand: `brand, brand name, label, make, manufacturer, house brand,
    Marke, Markenname, Hersteller, marque, nom de marque, fabricant, marca, fabricante, marchio, produttore, brand/marca`,
  product: `product, product name, product title, model, model name, frame, frame name, frame model, style, style name,
    name, title, description, item name, item description, article name, article description,
    Produkt, Produktname, Produktbezeichnung, Modell, Modellname, Modellbezeichnung, Bezeichnung, Artikelbezeichnung,
    Artikelname, Fassung, Gestell, produit, nom du produit, nom produit, modèle, nom du modèle, désignation, libellé,
    monture, producto, nombre del producto, nombre de producto, modelo, nombre del modelo, montura, descripción,
    prodotto, nome prodotto, modello, nome modello, montatura, descrizione`,
  colour: `colour, colour name, color, color name, colorway, colourway, frame colour, frame color, finish, shade,
    Farbe, Farbname, Farbbezeichnung, Fassungsfarbe, Gestellfarbe, Farbton, couleur, coloris, couleur monture, teinte,
    color montura, color de montura, colore, colore montatura, tinta`,
  size: `size, frame size, size code, dimensions, calibre, caliber, eye size,
    Größe, Groesse, Grosse, Grössenangabe, Brillengröße, Scheibengröße, Maße, Masse, taille, dimension, talla, tamaño,
    medida, medidas, taglia, misura, misure, dimensioni`,
  lens: `lens, lenses, lens type, lens name, lens colour, lens color, lens tint, glass,
    Glas, Gläser, Glaeser, Glasfarbe, Glastyp, Linse, Linsen, Scheibe, verre, verres, couleur verre, couleur des verres, lente,
    lentes, cristal, cristales, color lente, color de lente, lenti, colore lente, colore lenti, vetro`,
  ean: `EAN, EAN code, EAN number, EAN no, EAN13, EAN-13, EAN8, EAN-8, EAN/GTIN, GTIN, GTIN-13, GTIN/EAN, barcode,
    bar code, EAN-Nummer, EAN-Nr., Strichcode, Barcode-Nummer, code EAN, code-barres, code barre, gencode, código EAN,
    código de barras, codice EAN, codice a barre, international article number, EAN/UPC, UPC/EAN`,
  upc: `UPC, UPC code, UPC-A, UPC number, UPC no, UPC12, GTIN-12, code UPC, código UPC, codice UPC`,
  complexity: `complexity, complexity level, level of complexity, geometry, difficulty, detail level, level of detail,
    Komplexität, Komplexitaet, Komplexitätsgrad, Schwierigkeit, Schwierigkeitsgrad, Detailgrad, complexité, niveau de complexité,
    difficulté, complejidad, nivel de complejidad, dificultad, complessità, livello di complessità, difficoltà`,
  customised: `customised, customized, customisation, customization, custom, custom made, bespoke, special request,
    Sonderanfertigung, Sonderwunsch, Maßanfertigung, Spezialanfertigung, individualisiert, angepasst,
    personnalisé, personnalisation, sur mesure, fabrication spéciale, personalizado, personalización, a medida,
    personalizzato, personalizzazione, su misura`,
  batch: `batch, batch name, batch ID, lot, lot name, collection, collection name, season, drop,
    Charge, Los, Kollektion, Kollektionsname, Saison, Chargenname, lot de production, saison, nom du lot,
    lote, nombre del lote, colección, temporada, lotto, nome lotto, collezione, stagione`,
  note: `remark, remarks, note, notes, comment, comments, instruction, instructions, special instructions,
    Bemerkung, Bemerkungen, Anmerkung, Anmerkungen, Notiz, Notizen, Kommentar, Hinweis, Hinweise, remarque, remarques,
    commentaire, commentaires, observation, observations, observación, observaciones, nota, notas, comentario,
    comentarios, osservazioni, osservazione, commento, commenti, note aggiuntive`,
};

type Claim = { field: Field; rank: number };
const known = new Map<string, Claim>();
for (const field of fields) {
  for (const [rank, name] of [field, ...synonyms[field].split(",")].entries()) {
    const folded = fold(name);
    if (!known.has(folded)) known.set(folded, { field, rank });
  }
}

/** A name without case, accents, spaces and punctuation: "Größe", "GRÖSSE " and "grosse" are one. */
export function fold(name: string): string {
  return name
    .normalize("NFKD")
    .replace(/\p{M}/gu, "")
    .toLowerCase()
    .replaceAll("ß", "ss")
    .replace(/[^\p{L}\p{N}]/gu, "");
}

/** What a column's name claims to be: the whole of it, or what is left without brackets ("EAN (13 digits) *"). */
function claim(name: string): Claim | null {
  return known.get(fold(name)) ?? known.get(fold(name.replace(/[([{].*?[)\]}]/g, ""))) ?? null;
}

/** What each column is used as, by its name. Of two columns for one field the surer name is used, then the first. */
export function recogniseColumns(names: readonly string[]): Mapping {
  const claims = names.map(claim);
  const surest = new Map<Field, number>();
  for (const [i, own] of claims.entries()) {
    if (!own) continue;
    const other = claims[surest.get(own.field) ?? -1];
    if (!other || own.rank < other.rank) surest.set(own.field, i);
  }
  return claims.map((own, i) => (own && surest.get(own.field) === i ? own.field : null));
}

/**
 * A mapping with what the reader chose for single columns: a field, or null for "not used". A field that is chosen
 * for one column is taken from the column that was recognised as it.
 */
export function chooseColumns(recognised: Mapping, chosen: ReadonlyMap<number, Field | null>): Mapping {
  const taken = new Set(chosen.values());
  return recognised.map((field, i) => {
    const choice = chosen.get(i);
    if (choice !== undefined) return choice;
    return field !== null && taken.has(field) ? null : field;
  });
}

/**
 * Which of the first records names the columns: the one with most names that are recognised, if it names the SKU or
 * two fields at least. Where none does, a single column is a list of SKUs (null), and several are named by the first.
 */
export function findHeader(records: readonly (readonly string[])[]): number | null {
  let best = 0;
  let most = 0;
  for (const [i, cells] of records.entries()) {
    const recognised = recogniseColumns(cells).filter((field) => field !== null);
    const count = recognised.includes("sku") || recognised.length > 1 ? recognised.length : 0;
    if (count > most) {
      most = count;
      best = i;
    }
  }
  if (most > 0) return best;
  const single = records.every((cells) => cells.slice(1).every((cell) => cell.trim() === ""));
  return single ? null : 0;
}
