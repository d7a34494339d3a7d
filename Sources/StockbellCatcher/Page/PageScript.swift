/// The page's script: local times, the copy button, and new messages without a reload.
///
/// It asks for the JSON every two seconds; only when that changed it fetches the page and puts the cards that are new into this one. So what a
/// reader opened, selected or scrolled to stays, and all HTML is made, and escaped, in one place. Without it the page works, but stands still.
enum PageScript {
    static let javaScript = """

        (() => {
          const feed = document.getElementById("feed"), live = document.getElementById("live");
          let last = null, busy = false;

          // Two lanes without gaps on a wide window: each card tells the grid its height, in rows of 2 px.
          const sizes = new ResizeObserver(entries => {
            for (const { target } of entries) target.style.setProperty("--rows", Math.ceil((target.offsetHeight + 14) / 2));
          });
          for (const card of feed.querySelectorAll(".card")) sizes.observe(card);
          feed.classList.add("lanes");

          const tell = () => {
            const now = Date.now();
            for (const time of document.querySelectorAll("time")) {
              const at = new Date(time.dateTime), seconds = Math.max(0, Math.round((now - at) / 1000));
              const words = seconds < 60 ? "just now" : seconds < 3600 ? Math.floor(seconds / 60) + " min ago" : at.toLocaleTimeString();
              if (time.textContent !== words) time.textContent = words;
              time.title = at.toLocaleString();
            }
          };

          const copy = () => {
            const button = document.getElementById("copy");
            if (!button || !navigator.clipboard) return;
            button.hidden = false;
            button.onclick = () => navigator.clipboard.writeText(document.getElementById("command").textContent)
              .then(() => { button.textContent = "Copied"; });
          };

          const redraw = async () => {
            const response = await fetch(location.href, { cache: "no-store", credentials: "same-origin" });
            if (!response.ok) throw new Error(response.status);
            const fresh = new DOMParser().parseFromString(await response.text(), "text/html");
            const top = window.scrollY > 80 ? [...feed.children].find(card => card.getBoundingClientRect().bottom > 100) : null;
            const before = top && top.getBoundingClientRect().top;
            const next = [...fresh.getElementById("feed").children], wanted = new Set(next.map(card => card.id));
            for (const card of [...feed.children]) if (!wanted.has(card.id)) card.remove();
            let place = feed.firstElementChild;
            for (const card of next) {
              const known = document.getElementById(card.id);
              if (known) { place = known.nextElementSibling; continue; }
              const added = document.importNode(card, true);
              added.classList.add("new");
              feed.insertBefore(added, place);
              sizes.observe(added);
            }
            for (const count of document.querySelectorAll("[data-count]"))
              count.textContent = fresh.querySelector(`[data-count="${count.dataset.count}"]`).textContent;
            if (top && top.isConnected) window.scrollBy(0, top.getBoundingClientRect().top - before);
            copy();
          };

          const look = async () => {
            if (busy || document.hidden) return;
            busy = true;
            try {
              const response = await fetch(document.body.dataset.messages, { cache: "no-store", credentials: "same-origin" });
              if (!response.ok) throw new Error(response.status);
              const now = await response.text();
              if (now !== last) { await redraw(); last = now; }
              live.className = "";
            } catch {
              live.className = "lost";
            } finally {
              live.hidden = false;
              live.lastElementChild.textContent = live.className ? "not reachable" : "live";
              busy = false;
              tell();
            }
          };

          tell();
          copy();
          look();
          setInterval(look, 2000);
          document.addEventListener("visibilitychange", look);
        })();

        """
}
