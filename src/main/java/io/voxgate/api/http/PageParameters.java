package io.voxgate.api.http;

import io.voxgate.database.Page;
import io.voxgate.limits.Limit;
import jakarta.ws.rs.QueryParam;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.jspecify.annotations.Nullable;

/** The parameters of every list. */
public class PageParameters {
    private static final int DEFAULT_SIZE = 50;

    @QueryParam("pageSize")
    @Parameter(
            description =
                    "How many items at most; above 200 counts as 200. A page of heavy items may have fewer and still have a "
                            + "nextPageToken.",
            schema = @Schema(implementation = Integer.class, minimum = "1", defaultValue = "50"))
    @Nullable
    String pageSize;

    @QueryParam("pageToken")
    @Parameter(description = "The nextPageToken of the answer before.")
    @Nullable
    String pageToken;

    /**
     * The wanted part of a list.
     *
     * @param list the list's own name; a token of another list is refused
     */
    public Page.PageRequest of(String list) {
        return new Page.PageRequest(after(list), size());
    }

    /** What the next page starts after, as the caller's token. */
    public static @Nullable String token(String list, Page<?> page) {
        return page.next().map(after -> Page.token(list, after)).orElse(null);
    }

    private int size() {
        if (pageSize == null) {
            return DEFAULT_SIZE;
        }
        if (!pageSize.matches("[0-9]{1,9}") || Integer.parseInt(pageSize) < 1) {
            throw QueryParameters.invalid("pageSize", "pageSize must be a whole number from 1.");
        }
        return Math.min(Limit.PAGE_ITEMS.count(), Integer.parseInt(pageSize));
    }

    private String after(String list) {
        if (pageToken == null) {
            return "";
        }
        return Page.after(list, pageToken).orElseThrow(Page::foreign);
    }
}
