(async function () {
  const verbs = ['get', 'put', 'post', 'patch', 'delete', 'options', 'head'];
  const nav = document.getElementById('nav');
  const find = document.getElementById('find');
  const place = document.getElementById('reference');

  document.getElementById('theme').addEventListener('click', () => {
    const dark = document.documentElement.classList.toggle('dark-mode');
    localStorage.setItem('voxgate-theme', dark ? 'dark' : 'light');
  });

  const element = (name, attributes = {}, ...children) => {
    const made = document.createElement(name);
    Object.entries(attributes).forEach(([key, value]) => made.setAttribute(key, value));
    made.append(...children);
    return made;
  };

  // Operations by tag, in the order of the contract.
  const byTag = (spec) => {
    const tags = new Map((spec.tags ?? []).map((tag) => [tag.name, []]));
    for (const [path, item] of Object.entries(spec.paths ?? {})) {
      for (const verb of verbs.filter((name) => item[name])) {
        const operation = item[verb];
        const tag = operation.tags?.[0] ?? 'default';
        if (!tags.has(tag)) tags.set(tag, []);
        tags.get(tag).push({ verb, path, tag, id: operation.operationId, text: operation.summary ?? path });
      }
    }
    return tags;
  };

  const open = ({ tag, id, verb, path }) => {
    const anchor = id ?? `${verb}${path.replace(/[^A-Za-z0-9]/g, '_')}`;
    const block = document.getElementById(`operations-${tag.replace(/\s/g, '_')}-${anchor}`);
    if (!block) return;
    if (!block.classList.contains('is-open')) block.querySelector('.opblock-summary-control, .opblock-summary')?.click();
    block.scrollIntoView({ behavior: 'smooth', block: 'start' });
  };

  const drawNav = (tags) => {
    for (const [tag, operations] of tags) {
      if (operations.length === 0) continue;
      const list = element('ul');
      for (const operation of operations) {
        const link = element('a', { href: `#/${encodeURIComponent(tag)}/${operation.id ?? ''}`, title: `${operation.verb.toUpperCase()} ${operation.path}` },
          element('span', { class: `verb ${operation.verb}` }, operation.verb === 'delete' ? 'DEL' : operation.verb.toUpperCase()),
          element('span', { class: 'what' }, operation.text));
        link.addEventListener('click', (event) => { event.preventDefault(); history.replaceState(null, '', link.hash); open(operation); });
        const entry = element('li', {}, link);
        entry.dataset.words = `${tag} ${operation.verb} ${operation.path} ${operation.text}`.toLowerCase();
        list.append(entry);
      }
      nav.append(element('section', {}, element('h2', {}, tag), list));
    }
  };

  find.addEventListener('input', () => {
    const words = find.value.toLowerCase().split(/\s+/).filter(Boolean);
    nav.querySelectorAll('section').forEach((section) => {
      let shown = 0;
      section.querySelectorAll('li').forEach((entry) => {
        entry.hidden = !words.every((word) => entry.dataset.words.includes(word));
        if (!entry.hidden) shown += 1;
      });
      section.hidden = shown === 0;
    });
  });

  // The contract's own introduction, rendered by Swagger UI, folded away below ours.
  const showConventions = () => {
    const rendered = place.querySelector('.information-container .description');
    const folded = document.getElementById('conventions');
    if (!rendered || folded.childElementCount > 1) return;
    folded.append(rendered.cloneNode(true));
    folded.hidden = false;
    drawing.disconnect();
  };
  const drawing = new MutationObserver(showConventions);

  try {
    const answer = await fetch('../openapi.json', { headers: { Accept: 'application/json' } });
    if (!answer.ok) throw new Error(`the contract answered ${answer.status}`);
    const spec = await answer.json();
    // What this very page was loaded from is where the calls go.
    spec.servers = [{ url: new URL('..', location.href).href.replace(/\/$/, ''), description: 'this gateway' }];
    drawNav(byTag(spec));
    place.replaceChildren();
    drawing.observe(place, { childList: true, subtree: true });
    SwaggerUIBundle({
      spec,
      dom_id: '#reference',
      deepLinking: true,
      docExpansion: 'list',
      defaultModelsExpandDepth: -1,
      defaultModelExpandDepth: 3,
      defaultModelRendering: 'example',
      displayRequestDuration: true,
      persistAuthorization: false,
      requestSnippetsEnabled: true,
      syntaxHighlight: { theme: 'nord' },
      tryItOutEnabled: false,
      validatorUrl: null,
      presets: [SwaggerUIBundle.presets.apis],
      layout: 'BaseLayout',
      // Who is signed in to the portal is so here as well: the browser sends the same cookie, which counts for requests of this service's pages.
      requestInterceptor: (request) => {
        request.headers['X-Voxgate-Portal'] = '1';
        return request;
      },
      showMutatedRequest: false,
    });
  } catch (problem) {
    place.replaceChildren(element('p', { class: 'waiting' }, `The contract could not be read: ${problem.message}. It should be at /openapi.json.`));
  }
})();
