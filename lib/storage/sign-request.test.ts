import { expect, test } from "vitest";
import { encodePath, sha256, signRequest } from "./sign-request";

const signer = {
  region: "us-east-1",
  accessKeyId: "AKIAIOSFODNN7EXAMPLE",
  secretAccessKey: "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY",
};
const at = new Date("2013-05-24T00:00:00Z");
const host = "https://examplebucket.s3.amazonaws.com/";
const signatureOf = ({ authorization }: Record<string, string>) => authorization?.split("Signature=")[1];

// The two examples that Amazon S3's own documentation works through, "Signature Calculations for the Authorization Header".
test("a GET of a part is signed as Amazon's example has it", () => {
  const signed = signRequest(signer, {
    method: "GET",
    url: new URL("test.txt", host),
    headers: { range: "bytes=0-9" },
    payload: sha256(""),
    at,
  });
  expect(signed.authorization).toBe(
    "AWS4-HMAC-SHA256 Credential=AKIAIOSFODNN7EXAMPLE/20130524/us-east-1/s3/aws4_request," +
      "SignedHeaders=host;range;x-amz-content-sha256;x-amz-date," +
      "Signature=f0e8bdb87c964420e857bd35b5d6ed310bd44f0170aba48dd91039c6036bdb41",
  );
});

test("a PUT under a name that needs escaping is signed as Amazon's example has it", () => {
  const signed = signRequest(signer, {
    method: "PUT",
    url: new URL(encodePath("test$file.text"), host),
    headers: { date: "Fri, 24 May 2013 00:00:00 GMT", "x-amz-storage-class": "REDUCED_REDUNDANCY" },
    payload: sha256("Welcome to Amazon S3."),
    at,
  });
  expect(signatureOf(signed)).toBe("98ad721746da40c64f1a55b78f14c238d841ea1380cd77a1b5971af0ece108bd");
});
