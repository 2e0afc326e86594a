package io.voxgate.lists;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.voxgate.service.ServiceTest;
import io.voxgate.testkit.Call;
import io.voxgate.testkit.Gateway;
import io.voxgate.testkit.Operations;
import io.voxgate.testkit.Operations.Operation;
import io.voxgate.testkit.PopulatedTenant;
import io.voxgate.testkit.Reply;
import io.voxgate.testkit.TenantFixtures;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Every list that the contract has: in pages, each item once, also while the list grows; and what is no page size and
 * no token of it is refused.
 */
@Tag("long")
@ServiceTest
class ListsTest {
    private static final int MORE_THAN_TWO_PAGES = 7;
    private static final List<String> NO_SIZES = List.of("0", "-1", "x", "1.5", "99999999999", "١");
    private static final List<String> JUNK = List.of(
            "x",
            "' OR 'a'='a",
            "-1",
            "999999999999999999999",
            "1 2 3",
            "9".repeat(18) + " " + "9".repeat(18),
            "\0",
            "\uD83D\uDE00",
            "2026-01-01T00:00:00Z",
            "2026-01-01T00:00:00Z x",
            "+1000000000-01-01T00:00:00Z x",
            "x".repeat(5000));

    private static Gateway gateway;
    private static List<Operation> lists;
    private static PopulatedTenant tenant;
    private static Map<String, Runnable> fillings;

    /** Once for all tests: none needs the lists to be short. */
    @BeforeEach
    void furnish() {
        if (gateway != null) {
            return;
        }
        gateway = Gateway.underTest();
        Operations operations = Operations.served(gateway);
        lists = operations.all().stream()
                .filter(Operation::reads)
                .filter(operation -> operation.parameters("query").stream()
                        .anyMatch(parameter -> parameter.path("name").asText().equals("pageToken")))
                .toList();
        TenantFixtures furniture = new TenantFixtures(gateway, operations);
        tenant = furniture.tenant("list", 2);
        fillings = new Fillings(gateway, tenant, furniture).all();
    }

    @AfterAll
    static void leave() throws SQLException {
        gateway.close();
    }

    private static String key(Operation list, PopulatedTenant reader, Gateway gateway) {
        return list.id().equals("listTenants") ? gateway.operatorKey() : reader.key("admin");
    }

    private static Call call(Operation list) {
        return Call.of("GET", list.concrete(tenant.path(list))).key(key(list, tenant, gateway));
    }

    private static ListWalk.Part page(Operation list, int size, Optional<String> token) {
        Call sized = call(list).query("pageSize", Integer.toString(size));
        Reply reply =
                gateway.send(token.map(text -> sized.query("pageToken", text)).orElse(sized));
        assertThat(reply.status()).as("%s %s", list, reply).isEqualTo(200);
        String member = switch (list.id()) {
            case "listRevisions" -> "revision";
            case "listStrays" -> "vendorSessionId";
            default -> reply.json().at("/items/0").has("id") ? "id" : "name";
        };
        return new ListWalk.Part(
                reply.json()
                        .path("items")
                        .valueStream()
                        .map(item -> item.get(member).asText())
                        .toList(),
                Optional.ofNullable(reply.json().get("nextPageToken"))
                        .filter(text -> !text.isNull())
                        .map(JsonNode::asText));
    }

    @Test
    void everyListIsWholeWhileItGrows() {
        AtomicInteger pages = new AtomicInteger();
        assertThat(lists).hasSizeGreaterThanOrEqualTo(12).allSatisfy(list -> {
            if (!Fillings.FIXED.contains(list.id())) {
                assertThat(fillings)
                        .as("how %s gets more items; add it to Fillings", list)
                        .containsKey(list.id());
                IntStream.range(0, MORE_THAN_TWO_PAGES)
                        .forEach(_ -> fillings.get(list.id()).run());
            }
            ListWalk walk = new ListWalk((size, token) -> page(list, size, token));
            Runnable add = fillings.getOrDefault(list.id(), () -> {});
            for (int size = 1; size <= 3; size++) {
                assertThat(walk.faults(size, add, MORE_THAN_TWO_PAGES))
                        .as("%s in pages of %d", list, size)
                        .isEmpty();
            }
            pages.addAndGet(walk.pages());
        });
        System.out.println("lists: " + lists.size() + " of the contract, " + pages + " pages read while they grew");
    }

    @Test
    void sizesAndTokensThatAreNoneAreRefused() {
        AtomicInteger asked = new AtomicInteger();
        lists.forEach(list -> {
            assertThat(gateway.send(call(list).query("pageSize", "201")).status())
                    .as("%s pageSize=201", list)
                    .isEqualTo(200);
            NO_SIZES.forEach(size -> refused(list, "pageSize", size));
            JUNK.forEach(text -> refused(list, "pageToken", text));
            JUNK.forEach(text -> refused(list, "pageToken", encoded("nothing\n" + text)));
            asked.addAndGet(NO_SIZES.size() + 2 * JUNK.size() + 1);
            Optional<String> token = page(list, 1, Optional.empty()).next();
            token.ifPresent(own -> {
                String head = new String(Base64.getUrlDecoder().decode(own), StandardCharsets.UTF_8)
                        .replaceFirst("\n[^\n]*\\z", "\n");
                JUNK.forEach(text -> assertThat(gateway.send(call(list).query("pageToken", encoded(head + text)))
                                .status())
                        .as("%s with <%s> in its token", list, text)
                        .isIn(200, 400));
                lists.stream().filter(other -> !other.equals(list)).forEach(other -> refused(other, "pageToken", own));
                asked.addAndGet(JUNK.size() + lists.size() - 1);
            });
        });
        System.out.println("lists: " + asked + " sizes and tokens that are none");
    }

    private static void refused(Operation list, String parameter, String text) {
        Reply reply = gateway.send(call(list).query(parameter, text));
        assertThat(reply.status())
                .as("%s %s=<%s>: %s", list, parameter, text, reply)
                .isEqualTo(400);
        assertThat(reply.json().path("code").asText()).isEqualTo("INVALID_PARAMETER");
        assertThat(reply.json().at("/errors/0/pointer").asText())
                .as("%s %s=<%s>", list, parameter, text)
                .isEqualTo("/" + parameter);
    }

    private static String encoded(String text) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void anothersTokenShowsNothingOfTheirs() {
        PopulatedTenant stranger = new TenantFixtures(gateway, Operations.served(gateway)).tenant("stranger", 2);
        lists.stream()
                .filter(list -> !list.id().equals("listTenants"))
                .forEach(list -> page(list, 1, Optional.empty()).next().ifPresent(token -> {
                    Reply reply = gateway.send(Call.of("GET", list.concrete(stranger.path(list)))
                            .key(stranger.key("admin"))
                            .query("pageToken", token));
                    assertThat(reply.status())
                            .as("%s with another tenant's token", list)
                            .isIn(200, 400);
                    assertThat(reply.body())
                            .as("%s with another tenant's token", list)
                            .doesNotContain(tenant.markers().toArray(String[]::new))
                            .doesNotContain(tenant.id());
                }));
    }

    @Test
    void aPageHasAtMostTwoHundred() {
        IntStream.range(0, 205).forEach(_ -> fillings.get("listAudit").run());
        Operation audit = lists.stream()
                .filter(list -> list.id().equals("listAudit"))
                .findFirst()
                .orElseThrow();
        Operation credentials = lists.stream()
                .filter(list -> list.id().equals("listCredentials"))
                .findFirst()
                .orElseThrow();
        for (Operation list : List.of(audit, credentials)) {
            assertThat(page(list, 201, Optional.empty()).keys()).hasSize(200);
            assertThat(page(list, 100_000, Optional.empty()).keys()).hasSize(200);
            assertThat(gateway.send(call(list)).json().path("items")).hasSize(50);
        }
    }

    /**
     * The check can fail: a list that counts from its beginning shows items twice when it grows there, and one that
     * loses its last items leaves them out.
     */
    @Test
    void badListsAreFound() {
        List<String> items = new ArrayList<>(
                IntStream.range(0, 9).mapToObj(Integer::toString).toList());
        ListWalk counting = new ListWalk((size, token) -> {
            int from = token.map(Integer::parseInt).orElse(0);
            int to = Math.min(items.size(), from + size);
            return new ListWalk.Part(
                    List.copyOf(items.subList(from, to)),
                    to == items.size() ? Optional.empty() : Optional.of(Integer.toString(to)));
        });
        assertThat(counting.faults(2, () -> items.addFirst("new" + items.size()), 3))
                .contains("twice: 1");
        ListWalk losing = new ListWalk(
                (size, _) -> new ListWalk.Part(size > 9 ? List.of("a", "b") : List.of("a"), Optional.empty()));
        assertThat(losing.faults(2, () -> {}, 0)).containsExactly("left out: b");
    }
}
