export function lockFolder(folder: string, isStopping: () => boolean): Promise<{ verify(): void }>;
