export * from "./organisations";
export * from "./people";
export * from "./quality";
export * from "./quotes";
export * from "./reports";
export * from "./sharing";
export * from "./transitions";
export * from "./variants";
