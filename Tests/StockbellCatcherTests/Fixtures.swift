import FoundationEssentials

@testable import StockbellCatcher

/// A moment for everything that needs one.
let noon = Date(timeIntervalSince1970: 1_763_726_400)

/// A mail as bytes: lines joined by CRLF.
func mail(_ text: String) -> [UInt8] {
    Array(text.replacing("\n", with: "\r\n").utf8)
}

/// What a shop's purchasing gets, with both parts and a picture.
let fullMail = """
    Date: Fri, 21 Nov 2025 18:00:00 +0000
    From: =?UTF-8?B?U3RvY2sgw4RsZXJ0cw==?= <alerts@example.test>
    To: <user@example.test>
    Message-ID: <01JD0000000000000000000000-1@example.test>
    X-Stockbell-Channel: purchasing-mail
    Subject: =?UTF-8?B?T3V0IG9mIHN0b2NrOiBDYWbDqSBDcsOobWUg4oCTIDEwIOKCrA==?=
    List-Unsubscribe: <https://u.example.test/u/abc>,
     <mailto:unsub+abc@example.test?subject=unsubscribe>
    MIME-Version: 1.0
    Content-Type: multipart/related; type="multipart/alternative";
     boundary="=_r1_01JD"

    --=_r1_01JD
    Content-Type: multipart/alternative; boundary="=_a1_01JD"

    --=_a1_01JD
    Content-Type: text/plain; charset=utf-8
    Content-Transfer-Encoding: quoted-printable

    Out of stock: Caf=C3=A9 Cr=C3=A8me =E2=80=93 10 =E2=82=AC
    =2Eleading dot line
    =46rom here on

    --=_a1_01JD
    Content-Type: text/html; charset=utf-8
    Content-Transfer-Encoding: quoted-printable

    <!doctype html><html><body><p><b>Out of stock</b>: Caf=C3=A9 Cr=C3=A8me =E2=
    =80=93 10 =E2=82=AC</p><a href=3D"https://shop.example/p?a=3D1&amp;b=3D2">I'm <b>on it</b></a></body></html>

    --=_a1_01JD--

    --=_r1_01JD
    Content-Type: image/png; name="chart.png"
    Content-Transfer-Encoding: base64
    Content-ID: <chart.01JD@example.test>

    iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR4nGNg+M9QAAADAQEAGN2N
    sAAAAABJRU5ErkJggg==
    --=_r1_01JD--

    """

/// A message of a kind, for tests of the page.
func caught(_ kind: CaughtMessage.Kind, subject: String? = nil, text: String? = nil, html: String? = nil, raw: String = "") -> CaughtMessage {
    CaughtMessage(channel: "channel", kind: kind, to: "to", subject: subject, text: text, html: html, raw: raw, receivedAt: noon)
}
