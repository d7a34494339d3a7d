/// The page's style sheet: light and dark, one column on a phone, two lanes on a desk.
enum PageStyle {
    static let css = """

        :root {
          color-scheme: light dark;
          --ground: light-dark(#f4f2ee, #141416); --card: light-dark(#fff, #1f1f23); --ink: light-dark(#1c1b19, #ececf0);
          --soft: light-dark(#6b675f, #9d9da8); --line: light-dark(#e4e0d8, #34343b); --code: light-dark(#f7f5f1, #17171a);
          --bell: light-dark(#c2630a, #f5a524); --bell-soft: light-dark(#fdf0df, #33260f);
          --mail: light-dark(#1d5fd1, #7fb0ff); --chat: light-dark(#7a3ea8, #d0a2f5);
          --sms: light-dark(#12805c, #55d6a5); --webhook: light-dark(#4d5b6b, #a9b8c9);
        }
        * { box-sizing: border-box; }
        body { margin: 0; background: var(--ground); color: var(--ink); font: 15px/1.5 system-ui, -apple-system, "Segoe UI", Roboto, sans-serif; }
        h1, h2, h3, p, ul { margin: 0; padding: 0; }
        a { color: var(--mail); }
        pre, code { font: 12.5px/1.55 ui-monospace, "SF Mono", Menlo, Consolas, monospace; }
        .symbols { display: none; }
        input[type=radio] { position: absolute; opacity: 0; pointer-events: none; }

        header { position: sticky; top: 0; z-index: 2; background: color-mix(in srgb, var(--card) 92%, transparent);
          border-bottom: 1px solid var(--line); backdrop-filter: blur(10px); }
        .bar { max-width: 1240px; margin: 0 auto; padding: 12px 20px; display: flex; flex-wrap: wrap; gap: 10px 20px; align-items: center; }
        .brand { display: flex; gap: 12px; align-items: center; margin-right: auto; }
        .brand svg { flex: none; width: 36px; height: 36px; padding: 7px; border-radius: 10px; color: #fff; background: linear-gradient(145deg, #f0a432, #c2630a); }
        h1 { font-size: 17px; line-height: 1.25; letter-spacing: -.01em; }
        .brand p { font-size: 13px; color: var(--soft); line-height: 1.3; }
        #live { display: inline-flex; gap: 7px; align-items: center; font-size: 12.5px; color: var(--soft); order: 3; }
        #live[hidden] { display: none; }
        #live i { width: 8px; height: 8px; border-radius: 50%; background: #22a06b; animation: pulse 2s infinite; }
        #live.lost { color: #d14343; } #live.lost i { background: #d14343; animation: none; }
        nav { display: flex; gap: 4px; padding: 3px; border-radius: 10px; background: var(--ground); overflow-x: auto; scrollbar-width: none; }
        nav label { padding: 5px 12px; border-radius: 8px; font-size: 13.5px; color: var(--soft); cursor: pointer; white-space: nowrap; }
        nav label b { font-weight: 500; font-size: 12px; opacity: .75; margin-left: 2px; }
        nav label:hover { color: var(--ink); }
        #f-all:checked ~ header label[for=f-all], #f-mail:checked ~ header label[for=f-mail], #f-chat:checked ~ header label[for=f-chat],
        #f-sms:checked ~ header label[for=f-sms], #f-webhook:checked ~ header label[for=f-webhook]
          { background: var(--card); color: var(--ink); font-weight: 600; box-shadow: 0 1px 2px #0002; }
        #f-all:focus-visible ~ header label[for=f-all], #f-mail:focus-visible ~ header label[for=f-mail],
        #f-chat:focus-visible ~ header label[for=f-chat], #f-sms:focus-visible ~ header label[for=f-sms],
        #f-webhook:focus-visible ~ header label[for=f-webhook] { outline: 2px solid var(--bell); }
        #f-mail:checked ~ main .card:not(.mail), #f-chat:checked ~ main .card:not(.chat),
        #f-sms:checked ~ main .card:not(.sms), #f-webhook:checked ~ main .card:not(.webhook) { display: none; }

        main { max-width: 1240px; margin: 0 auto; padding: 18px 20px 60px; overflow-anchor: none; display: flow-root; }
        .card { background: var(--card); border: 1px solid var(--line); border-radius: 14px; padding: 14px 16px; margin-bottom: 14px;
          box-shadow: 0 1px 3px #0000000a; }
        .card.new { animation: arrive 1.6s ease-out; }
        .head { display: flex; flex-wrap: wrap; gap: 2px 8px; align-items: center; font-size: 13px; color: var(--soft); }
        .head .to { overflow-wrap: anywhere; } .head .to b { color: var(--ink); font-weight: 600; }
        .head time { margin-left: auto; font-size: 12.5px; }
        .kind { display: inline-flex; gap: 5px; align-items: center; font-weight: 650; color: var(--tone); }
        .kind svg { width: 16px; height: 16px; }
        .channel { padding: 0 7px; border-radius: 6px; background: var(--ground); font-size: 12.5px; }
        .mail { --tone: var(--mail); } .chat { --tone: var(--chat); } .sms { --tone: var(--sms); } .webhook { --tone: var(--webhook); }
        .card h2 { font-size: 16.5px; line-height: 1.35; margin-top: 5px; letter-spacing: -.01em; overflow-wrap: anywhere; }
        summary { list-style: none; cursor: pointer; border-radius: 8px; }
        summary::-webkit-details-marker { display: none; }
        summary:hover h2 { color: var(--mail); }
        .preview { color: var(--soft); font-size: 13.5px; display: -webkit-box; -webkit-line-clamp: 2; -webkit-box-orient: vertical; overflow: hidden; }
        [open] .preview { display: none; }
        .from { color: var(--soft); font-size: 13px; margin-top: 2px; overflow-wrap: anywhere; }

        .views { margin-top: 10px; display: flex; flex-wrap: wrap; gap: 0 14px; }
        .views > label { order: 2; margin-top: 8px; font-size: 12.5px; color: var(--soft); cursor: pointer; }
        .views > label:hover { color: var(--ink); }
        .views > input:checked + label { color: var(--tone); font-weight: 650; }
        .views > input:focus-visible + label { outline: 2px solid var(--bell); border-radius: 4px; }
        .views > section { display: none; order: 1; width: 100%; min-width: 0; }
        .views > input:nth-of-type(1):checked ~ section:nth-of-type(1), .views > input:nth-of-type(2):checked ~ section:nth-of-type(2),
        .views > input:nth-of-type(3):checked ~ section:nth-of-type(3) { display: block; }
        .views > section > pre { margin: 0; padding: 12px 14px; border-radius: 10px; background: var(--code); border: 1px solid var(--line);
          white-space: pre-wrap; overflow-wrap: anywhere; max-height: 70vh; overflow: auto; }
        iframe { display: block; width: 100%; height: clamp(180px, calc(var(--lines) * 25px + 90px), 72vh); resize: vertical;
          border: 1px solid var(--line); border-radius: 10px; background: #fff; color-scheme: light; }
        .key { color: var(--chat); } .string { color: var(--sms); } .value { color: var(--bell); }
        .links, .files, .facts { list-style: none; display: flex; flex-wrap: wrap; gap: 6px; margin-top: 10px; font-size: 13px; }
        .links a { display: inline-block; max-width: 100%; padding: 3px 11px; border-radius: 99px; border: 1px solid var(--line);
          text-decoration: none; overflow-wrap: anywhere; }
        .links a:hover { border-color: currentColor; }
        .files li { padding: 2px 10px; border-radius: 6px; background: var(--ground); } .files li::before { content: "\\1F4CE\\00A0"; }

        .bubble { display: flex; gap: 11px; }
        .avatar { flex: none; width: 38px; height: 38px; padding: 8px; border-radius: 9px; color: #fff; background: linear-gradient(145deg, #f0a432, #c2630a); }
        .avatar svg { display: block; width: 22px; height: 22px; }
        .said { min-width: 0; overflow-wrap: anywhere; }
        .said > * + * { margin-top: 5px; }
        .who { font-weight: 700; } .who time { font-weight: 400; font-size: 12px; color: var(--soft); margin-left: 5px; }
        .said h3 { font-size: 16.5px; line-height: 1.35; }
        .said hr { border: 0; border-top: 1px solid var(--line); width: 100%; }
        .said pre { margin: 5px 0; padding: 8px 10px; background: var(--code); border: 1px solid var(--line); border-radius: 6px; white-space: pre-wrap; }
        .said code { padding: 1px 5px; border-radius: 4px; background: var(--code); border: 1px solid var(--line); color: light-dark(#c0283c, #ff8a9a); }
        .said blockquote { margin: 2px 0; padding-left: 10px; border-left: 3px solid var(--line); }
        .item { padding-left: 18px; position: relative; } .item::before { content: "\\2022"; position: absolute; left: 5px; }
        .fields { display: grid; grid-template-columns: repeat(auto-fit, minmax(150px, 1fr)); gap: 6px 16px; margin-top: 5px; }
        .context { font-size: 12.5px; color: var(--soft); }
        .buttons { display: flex; flex-wrap: wrap; gap: 8px; }
        .buttons a, .buttons span { padding: 4px 13px; border: 1px solid var(--line); border-radius: 7px; color: inherit; font-weight: 600;
          font-size: 13.5px; text-decoration: none; }
        .buttons a:hover { background: var(--code); }
        .attached { border-left: 4px solid var(--line); padding-left: 11px; }
        .mention { background: var(--bell-soft); color: var(--bell); border-radius: 4px; padding: 0 3px; }

        .phone .who { font-size: 12.5px; font-weight: 600; color: var(--soft); margin: 0 0 3px 13px; }
        .phone .text { display: inline-block; max-width: min(100%, 340px); padding: 9px 14px; border-radius: 19px 19px 19px 5px;
          background: light-dark(#e7f4ee, #173a2d); white-space: pre-wrap; overflow-wrap: anywhere; }
        .part + .part { border-left: 2px dashed var(--sms); margin-left: 2px; padding-left: 3px; }
        .facts { margin: 7px 0 0 13px; gap: 2px 0; font-size: 12.5px; color: var(--soft); }
        .facts li + li::before { content: "\\00B7"; margin: 0 7px; }

        .empty { text-align: center; max-width: 640px; margin: 9vh auto 0; }
        .empty svg { width: 84px; height: 84px; color: var(--bell); transform-origin: 50% 10%; animation: ring 3.6s ease-in-out infinite; }
        .empty h2 { font-size: 24px; letter-spacing: -.02em; margin: 12px 0 8px; }
        .empty p { color: var(--soft); } .empty p + p { margin-top: 22px; color: var(--ink); }
        .command { position: relative; margin-top: 10px; text-align: left; }
        .command pre { margin: 0; padding: 16px 18px; background: #1c1b19; color: #f4ead8; border-radius: 12px; white-space: pre-wrap; overflow-wrap: anywhere; }
        .command button { position: absolute; top: 9px; right: 9px; padding: 3px 11px; border-radius: 7px; border: 1px solid #fff4; background: #3a3834;
          color: #fff; font: inherit; font-size: 12.5px; cursor: pointer; }
        .note { text-align: center; color: var(--soft); font-size: 13px; padding-bottom: 40px; }

        @media (min-width: 980px) {
          #f-all:checked ~ main .card { width: calc(40% - 7px); float: right; clear: right; }
          #f-all:checked ~ main .card.mail { width: calc(60% - 7px); float: left; clear: left; }
          #f-all:checked ~ main.lanes:not(:has(.empty)) { display: grid; grid-template-columns: minmax(0, 3fr) minmax(0, 2fr); grid-auto-rows: 2px;
            grid-auto-flow: row dense; column-gap: 14px; }
          #f-all:checked ~ main.lanes .card { grid-column: 2; grid-row-end: span var(--rows, 80); align-self: start; width: auto; margin: 0; }
          #f-all:checked ~ main.lanes .card.mail { grid-column: 1; width: auto; }
          body:not(:has(#f-all:checked)) main .card { max-width: 860px; margin-inline: auto; }
        }
        @media (max-width: 640px) {
          .bar { padding: 10px 14px; } main { padding: 12px 10px 40px; } .card { padding: 12px; }
          nav { order: 4; width: 100%; } nav label { padding: 5px 9px; flex: 1; text-align: center; }
          .brand { flex: 1; min-width: 0; } .brand p { font-size: 12px; }
          iframe { height: clamp(260px, calc(var(--lines) * 34px + 170px), 80vh); }
        }
        @keyframes pulse { 50% { opacity: .35; } }
        @keyframes arrive { from { background: var(--bell-soft); border-color: var(--bell); } }
        @keyframes ring { 0%, 30%, 100% { transform: rotate(0); } 5%, 15%, 25% { transform: rotate(11deg); } 10%, 20% { transform: rotate(-11deg); } }
        @media (prefers-reduced-motion: reduce) { * { animation: none !important; } }

        """
}
