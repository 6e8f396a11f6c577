import { keptAnswer } from "@/app/_reports/kept-answer";

export const GET = keptAnswer;
