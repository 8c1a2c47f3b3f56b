//! Teams and people: chart, members, ownership, vacancies.

use super::{Site, between, holds};

const ORG: &str = "apiVersion: backstage.io/v1alpha1
kind: Group
metadata: {name: top}
spec: {type: department, children: [leaf, empty]}
---
apiVersion: backstage.io/v1alpha1
kind: Group
metadata: {name: leaf}
spec: {type: team, children: []}
---
apiVersion: backstage.io/v1alpha1
kind: Group
metadata: {name: empty}
spec: {type: team, children: []}
---
apiVersion: backstage.io/v1alpha1
kind: Group
metadata: {name: ring-a}
spec: {type: team, parent: ring-b, children: []}
---
apiVersion: backstage.io/v1alpha1
kind: Group
metadata: {name: ring-b}
spec: {type: team, parent: ring-a, children: []}
---
apiVersion: backstage.io/v1alpha1
kind: User
metadata: {name: ann}
spec: {profile: {displayName: Ann Lee, email: ann@acme.example}, memberOf: [leaf]}
---
apiVersion: backstage.io/v1alpha1
kind: User
metadata: {name: bob}
spec: {memberOf: []}
---
apiVersion: backstage.io/v1alpha1
kind: Component
metadata: {name: shop}
spec: {type: service, lifecycle: production, owner: leaf}
---
apiVersion: backstage.io/v1alpha1
kind: Component
metadata: {name: lost}
spec: {type: website, lifecycle: production, owner: nobody}
";

#[test]
fn the_chart_shows_vacancies() {
    let site = Site::of(&[("org/a/catalog-info.yaml", ORG)]);
    let page = site.text("teams/");
    holds(&page, "<svg");
    holds(between(&page, ">empty</a>", "</li>"), "<span class=\"vacant\">no members</span>");
    holds(between(&page, ">ring-a</a>", "</div>"), "circular parent");
    holds(between(&page, ">top</a>", "</div>"), "1 member, none directly");
    holds(between(&page, ">top</a>", "</div>"), "owns 1, none directly");
    holds(between(&page, "People without a team", "</section>"), ">bob</a>");
    let ghosts = between(&page, "Owners not in the catalog", "</section>");
    holds(ghosts, "nobody<small>not found</small>");
    holds(ghosts, "a/catalog-info.yaml:44:");
}

#[test]
fn a_group_shows_members_and_ownership_direct_and_with_teams_below() {
    let site = Site::of(&[("org/a/catalog-info.yaml", ORG)]);
    let top = site.text("catalog/default/group/top/");
    holds(&top, "memberOf: [top]");
    holds(between(&top, "1 more in child groups", "</details>"), "Ann Lee");
    holds(between(&top, "<dt>Child groups</dt>", "</dd>"), ">leaf</a>");
    let below = between(&top, "Including child groups", "</ul>");
    holds(below, "../../../index.html?owner=group:default/leaf&amp;kind=component&amp;type=service");
    let leaf = site.text("catalog/default/group/leaf/");
    holds(&leaf, "<small>ann@acme.example</small>");
    holds(between(&leaf, "<h3>Direct", "</ul>"), "<b>1</b>service</a>");
}

#[test]
fn a_user_shows_teams_and_what_they_own() {
    let site = Site::of(&[("org/a/catalog-info.yaml", ORG)]);
    let ann = site.text("catalog/default/user/ann/");
    holds(&ann, "mailto:ann@acme.example");
    holds(between(&ann, "<h2>Teams</h2>", "</section>"), ">leaf</a>");
    holds(between(&ann, "Including teams", "</ul>"), "<b>1</b>service");
    holds(&site.text("catalog/default/user/bob/"), "memberOf: [my-team]");
}
