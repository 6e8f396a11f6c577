import { expect, test } from "vitest";
import { type Answers, check } from "./check";
import { chooseColumns, type Field, recogniseColumns } from "./columns";
import { readDelimited } from "./delimited";

function checked(text: string, answers?: Answers) {
  const table = readDelimited(text, "UTF-8");
  return check(table, recogniseColumns(table.columns), answers);
}

/** "row column: problem" of each fault. */
function told(text: string, answers?: Answers): string[] {
  return checked(text, answers).faults.map(({ row, column, problem }) => `${row} ${column}: ${problem}`);
}

test("a row of all columns becomes a variant to order, whatever the words it is said in", () => {
  const text = `Charge;Art.-Nr.;Marke;Modell;Farbe;Größe;Glas;EAN;UPC;Komplexität;Sonderanfertigung;Bemerkung
Frühling;007;Götti;Ümit;Rot;52;Grau;4012345000009;036000291452;detailliert;ja;"Zeile 1
Zeile 2"`;
  expect(checked(text).ready).toEqual([
    {
      row: 2,
      sku: "007",
      brand: "Götti",
      product: "Ümit",
      batch: "Frühling",
      colour: "Rot",
      size: "52",
      lens: "Grau",
      ean: "4012345000009",
      upc: "036000291452",
      complexity: "detailed",
      customised: true,
      note: "Zeile 1\nZeile 2",
    },
  ]);
});

test("where nothing is said, complexity is standard, customised no, and the rest empty", () => {
  const text = "SKU,Brand,Product,Batch,Complexity,Customised,Colour\nA,Nike,Flyer,B1,,,\n";
  expect(checked(text).ready).toEqual([
    expect.objectContaining({
      complexity: "standard",
      customised: false,
      colour: "",
      lens: "",
      ean: null,
      note: null,
    }),
  ]);
});

test("text is trimmed and composed, and otherwise kept", () => {
  const [row] = checked("SKU,Brand,Product,Batch\n\u00a0e\u0301 1 , Nike ,=1+1,'=1+1\n").rows;
  expect(row).toMatchObject({ sku: "\u00e9 1", brand: "Nike", product: "=1+1", batch: "=1+1" });
});

test("absent columns that are needed are asked for once, and answered for all rows", () => {
  const text = "SKU,Colour\nA,Red\nB,Blue\n";
  expect(checked(text)).toMatchObject({ faults: [], ask: ["brand", "product", "batch"], ready: null });
  expect(checked(text, { brand: " Nike " })).toMatchObject({ ask: ["product", "batch"], ready: null });
  const { ready } = checked(text, { brand: " Nike ", product: "Flyer", batch: "May" });
  expect(ready).toHaveLength(2);
  for (const row of ready ?? []) expect(row).toMatchObject({ brand: "Nike", product: "Flyer", batch: "May" });
});

test("the product can be answered for each SKU, also for one named like a property of every object", () => {
  const text = "SKU\nA\nconstructor\n__proto__\n";
  const productBySku = Object.fromEntries([
    ["A", "Flyer"],
    ["constructor", "Runner"],
    ["__proto__", "Walker"],
  ]);
  const { ready } = checked(text, { brand: "Nike", batch: "May", productBySku });
  expect(ready?.map(({ product }) => product)).toEqual(["Flyer", "Runner", "Walker"]);
  expect(told(text, { brand: "Nike", batch: "May", productBySku: { A: "Flyer" } })).toEqual([
    "3 Product: No product is given for this SKU.",
    "4 Product: No product is given for this SKU.",
  ]);
  const rest = checked(text, { brand: "Nike", batch: "May", product: "Other", productBySku: { A: "Flyer" } });
  expect(rest.ready?.map(({ product }) => product)).toEqual(["Flyer", "Other", "Other"]);
});

test("an answer that cannot be kept is a fault of the answer", () => {
  const { faults, ask } = checked("SKU\nA\n", { brand: "x".repeat(201), product: "a\0b", batch: "May" });
  expect(faults).toEqual([
    expect.objectContaining({ row: null, column: "Brand", problem: "It has 201 characters." }),
    expect.objectContaining({ row: null, column: "Product", value: "a␀b" }),
  ]);
  expect(ask).toEqual(["brand", "product"]);
});

test("an empty cell in a present column is a fault, under the column's own name", () => {
  expect(told("Artikel,Marke,Modell,Charge\n,Nike,Flyer,B\nA, ,Flyer,B\nC,Nike,,B\nD,Nike,Flyer,\n")).toEqual(
    [
      "2 Artikel: The SKU is missing.",
      "3 Marke: The Brand is missing.",
      "4 Modell: The Product is missing.",
      "5 Charge: The Batch is missing.",
    ],
  );
});

test("all faults of a row are told, by column, and the others of the file with them", () => {
  const text =
    "SKU,Brand,Product,Batch,EAN,Complexity\nA\0,Nike,,B,123,hard to say\nB,Nike,Flyer,B\nC,Nike,Flyer,B,,\n";
  expect(told(text)).toEqual([
    "2 SKU: There is a NUL character in it.",
    "2 Product: The Product is missing.",
    "2 EAN: An EAN has 8 or 13 digits; this has 3.",
    "2 Complexity: This complexity is not known.",
    "3 EAN: This row has 4 of 6 cells.",
  ]);
  expect(checked(text).rows.map(({ sku }) => sku)).toEqual(["C"]);
  expect(checked(text).ready).toBeNull();
});

test("a SKU that stands twice names both rows, also after trimming and composing; case makes another SKU", () => {
  const { faults } = checked(
    "SKU,Brand,Product,Batch\né,N,F,B\nx,N,F,B\n e\u0301 ,N,F,B\nX,N,F,B\né,N,F,B\n",
  );
  expect(faults).toEqual([
    expect.objectContaining({ row: 4, otherRow: 2, problem: "This SKU stands in row 2 and again in row 4." }),
    expect.objectContaining({ row: 6, otherRow: 2, value: "é" }),
  ]);
});

test.each([
  ["SKU", "x".repeat(65), "It has 65 characters.", "At most 64 characters."],
  [
    "SKU",
    '"a\nb"',
    "There is a line break or another control character in it.",
    "One line of plain characters.",
  ],
  ["Product", "x".repeat(201), "It has 201 characters.", "At most 200 characters."],
])("%s is at most so long and plain (%#)", (column, value, problem, expected) => {
  const row = { SKU: "A", Brand: "N", Product: "F", Batch: "B", [column]: value };
  const { faults } = checked(`${Object.keys(row).join()}\n${Object.values(row).join()}\n`);
  expect(faults).toEqual([{ row: 2, column, value: expect.any(String), problem, expected }]);
  expect(faults[0]!.value.length).toBeLessThanOrEqual(61);
});

test("a file whose SKU is in no known column says so, and is right when it is mapped", () => {
  const table = readDelimited("Kennung,Marke,Modell,Charge\nA,Nike,Flyer,B\n", "UTF-8");
  const recognised = recogniseColumns(table.columns);
  expect(check(table, recognised).faults).toEqual([
    {
      row: null,
      column: null,
      value: "",
      problem: "No column is used as SKU.",
      expected: "Choose which column holds the SKU.",
    },
  ]);
  expect(check(table, chooseColumns(recognised, new Map<number, Field>([[0, "sku"]]))).ready).toHaveLength(1);
});

test("two columns mapped to one field are a fault of the mapping", () => {
  const table = readDelimited("SKU,Code,Brand,Product,Batch\nA,B,Nike,Flyer,B\n", "UTF-8");
  const { faults, ready } = check(table, ["sku", "sku", "brand", "product", "batch"]);
  expect(faults.map(({ problem }) => problem)).toEqual(['"SKU" and "Code" are both used as SKU.']);
  expect(ready).toBeNull();
});
