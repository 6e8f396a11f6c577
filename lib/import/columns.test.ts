import { expect, test } from "vitest";
import { chooseColumns, type Field, fieldNames, fields, findHeader, recogniseColumns } from "./columns";

const names: Record<Field, string[]> = {
  sku: [
    "SKU",
    "sku",
    "Artikelnummer",
    "Artikel-Nr.",
    "Item no",
    "ITEM NO.",
    "Référence",
    "Código",
    "Codice articolo",
  ],
  brand: ["Brand", "Marke", "marque", "MARCA", "Marchio"],
  product: [
    "Product",
    "Modell",
    "product name",
    "Model",
    "style",
    "Modèle",
    "Produktname",
    "Modello",
    "Producto",
  ],
  colour: ["Colour", "color", "Farbe", "Couleur", "Colore", "Frame_Color"],
  size: ["size", "Grösse", "Größe", "GRÖSSE", "groesse", "Taille", "Talla", "Misura"],
  lens: ["Lens", "Glas", "verre", "Gläser", "Lente"],
  ean: ["EAN", "EAN-Code", "GTIN", "ean13", "Barcode", "EAN (13 digits) *", "Code-barres"],
  upc: ["UPC", "UPC-A", "upc code"],
  complexity: ["Complexity", "Komplexität", "Complexité", "Complejidad", "Complessità"],
  customised: ["Customised", "customized", "Sonderanfertigung", "Personnalisé", "sur mesure"],
  batch: ["Batch", "batch name", "Charge", "Kollektion", "Collection", "Lotto"],
  note: ["Remark", "Note", "Bemerkung", "Remarque", "Observaciones", "Osservazioni", "Comments"],
};

test.each(fields)(
  "a column is recognised as %s by any of its names, whatever case, accents and punctuation",
  (field) => {
    for (const name of [...names[field], fieldNames[field]])
      expect([name, ...recogniseColumns([name])]).toEqual([name, field]);
  },
);

test("columns come in any order, and what is not recognised is not used", () => {
  expect(recogniseColumns(["Preis", "Modell", "", "SKU", "Sonder-Preis"])).toEqual([
    null,
    "product",
    null,
    "sku",
    null,
  ]);
});

test("of two columns for one field the surer name is used, then the first", () => {
  expect(recogniseColumns(["Description", "Product", "Item", "SKU"])).toEqual([null, "product", null, "sku"]);
  expect(recogniseColumns(["Farbe", "Colour", "Farbe"])).toEqual([null, "colour", null]);
  expect(recogniseColumns(["Farbe", "Farbe"])).toEqual(["colour", null]);
});

test("the reader's choice takes a field from the column it was recognised in", () => {
  const recognised = recogniseColumns(["Code", "Ref 2", "Brand", "Lens"]);
  expect(recognised).toEqual(["sku", null, "brand", "lens"]);
  const chosen = new Map<number, Field | null>([
    [1, "sku"],
    [3, null],
  ]);
  expect(chooseColumns(recognised, chosen)).toEqual([null, "sku", "brand", null]);
});

test.each([
  [
    "the first row",
    [
      ["SKU", "Brand"],
      ["A", "Nike"],
    ],
    0,
  ],
  [
    "a row under a title and facts",
    [["Batch", "Nike 2024"], ["Order of May"], ["SKU", "Model", "Farbe"], ["A"]],
    2,
  ],
  [
    "the first of several columns that nobody knows",
    [
      ["foo", "bar"],
      ["A", "B"],
    ],
    0,
  ],
  ["none, for a list of codes", [["LX-1"], ["LX-2", ""]], null],
  ["the name above a list of codes", [["SKU"], ["LX-2"]], 0],
])("the header is %s", (_, records, at) => {
  expect(findHeader(records)).toBe(at);
});
