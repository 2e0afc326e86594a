package io.voxgate.cli;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The shell commands of the pages: which of them a test runs against a service, page by page and in their order, and
 * why the others are not run. A page begins where the README's five minutes have led: with a tenant, its key,
 * {@code vox} and connections.
 */
final class DocumentedCommands {
    private static final String README = "README.md";
    private static final String SESSIONS = "docs/guides/sessions.md";
    private static final String WRONG = "docs/when-something-goes-wrong.md";

    /**
     * The README's blocks that make the tenant, its connections and its template; the one after them starts a session.
     */
    private static final int PREPARATION = 3;

    /** Pages whose commands are run, and whether they go on with the session that {@link #SESSIONS} starts. */
    private static final List<Tour> TOURS = List.of(
            new Tour(README, false),
            new Tour(SESSIONS, false),
            new Tour("docs/guides/templates.md", false),
            new Tour("docs/guides/webhooks.md", false),
            new Tour("docs/guides/live-events.md", true),
            new Tour("docs/security.md", false),
            new Tour("docs/operations.md", false),
            new Tour("docs/doctor.md", true),
            new Tour("docs/calling-policies.md", false),
            new Tour(WRONG, false));

    private static final List<NotRun> NOT_RUN = List.of(
            new NotRun(README, "./voxgate start", "starts the service that the others are run against"),
            new NotRun("CONTRIBUTING.md", "./voxgate test", "runs the tests"),
            new NotRun("docs/testing.md", "./voxgate test", "runs the tests"),
            new NotRun("docs/performance.md", "./voxgate bench", "takes minutes, and the processors for itself"),
            new NotRun(
                    "k8s/README.md",
                    "./voxgate test",
                    "needs a registry and a cluster; ManifestsTest checks the manifests"),
            new NotRun("docs/guides/apply.md", "./voxgate apply", "the launcher; ApplyServiceTest runs the command"),
            new NotRun(
                    "docs/security.md",
                    "export VOXGATE_OIDC_ISSUER",
                    "a setting of the service; SignInServiceTest has it"),
            new NotRun(
                    "docs/portal.md",
                    "export VOXGATE_OIDC_CLIENT_ID",
                    "a setting of the service; PortalPeopleServiceTest has it"),
            new NotRun(WRONG, "ADMIN=$(curl", "its last line deletes the key that the page's other commands use"),
            new NotRun(WRONG, "kubectl -n voxgate scale", "needs a cluster and a dump"),
            new NotRun(WRONG, "vox -X POST $VOXGATE/v1/connections/ccc-main/strays/", "needs strays; StrayServiceTest"),
            new NotRun(
                    WRONG,
                    "curl -s http://REPLICA:9000/q/health/ready | jq -c '.checks[]|select(.status==\"DOWN\")'",
                    "needs a process with the wrong master keys; MasterKeyIT"),
            new NotRun(WRONG, "kubectl -n voxgate port-forward", "needs a cluster"),
            new NotRun(WRONG, "vox \"$VOXGATE/v1/connections?pageSize=200\" | jq", "has places for real secrets"),
            new NotRun(WRONG, "vox $VOXGATE/v1/sessions -H \"Idempotency-Key: out-1\"", "needs a vendor that is down"),
            new NotRun(
                    WRONG,
                    "vox $VOXGATE/v1/sessions -H \"Idempotency-Key: route-1\"",
                    "needs a second connection whose vendor is up"),
            new NotRun(WRONG, "vox $VOXGATE/v1/templates -D -", "needs a database that is down; SilentDatabaseIT"),
            new NotRun(
                    WRONG,
                    "vox -X POST $VOXGATE/v1/connections/clock/verify",
                    "needs a clock that is wrong; ShiftedClockIT"),
            new NotRun(WRONG, "curl -s -m 3 $VOXGATE/v1/templates", "needs a replica that is paused"));

    private DocumentedCommands() {}

    /** @param inSession whether a session runs when the page begins */
    private record Tour(String page, boolean inSession) {}

    /** @param begins how the block's text begins */
    record NotRun(String page, String begins, String why) {
        boolean is(CodeBlock block) {
            return block.page().equals(page) && block.text().startsWith(begins);
        }
    }

    /** The pages that have commands which are run. */
    static List<String> pages() {
        return TOURS.stream().map(Tour::page).toList();
    }

    static List<NotRun> notRun() {
        return NOT_RUN;
    }

    /** What runs for a page: how it begins, then its own blocks. */
    static List<CodeBlock> tour(Path root, String page) {
        Tour tour = TOURS.stream()
                .filter(each -> each.page().equals(page))
                .findFirst()
                .orElseThrow();
        List<CodeBlock> blocks = new ArrayList<>();
        if (!page.equals(README)) {
            run(root, README).limit(PREPARATION).forEach(blocks::add);
        }
        if (tour.inSession()) {
            run(root, SESSIONS).limit(1).forEach(blocks::add);
        }
        run(root, page).forEach(blocks::add);
        return blocks;
    }

    private static Stream<CodeBlock> run(Path root, String page) {
        return CodeBlock.of(root, root.resolve(page)).stream()
                .filter(block -> block.isBash() && reason(block).isEmpty());
    }

    /** Why a block is not run. */
    static Optional<String> reason(CodeBlock block) {
        return NOT_RUN.stream()
                .filter(entry -> entry.is(block))
                .map(NotRun::why)
                .findFirst();
    }

    /** Blocks that nothing runs and of which nobody says why. */
    static List<String> forgotten(Path root) {
        return CodeBlock.all(root).stream()
                .filter(CodeBlock::isBash)
                .filter(block -> !pages().contains(block.page()))
                .filter(block -> reason(block).isEmpty())
                .map(CodeBlock::place)
                .toList();
    }
}
