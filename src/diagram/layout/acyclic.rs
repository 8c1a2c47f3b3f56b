//! Turns edges round until no cycle is left.
//!
//! In: edges of one component. Out: which of them run against the flow. Never: removes an edge.

/// For each edge whether it has to be turned round: the back edges of a depth-first walk that starts at the
/// nodes nothing leads to, then at the others, in their order.
pub(super) fn back_edges(nodes: usize, edges: &[(usize, usize)]) -> Vec<bool> {
    let mut outgoing = vec![Vec::new(); nodes];
    let mut incoming = vec![0_usize; nodes];
    for (index, &(from, to)) in edges.iter().enumerate() {
        outgoing[from].push(index);
        incoming[to] += 1;
    }
    let sources = (0..nodes).filter(|&node| incoming[node] == 0);
    let rest = (0..nodes).filter(|&node| incoming[node] != 0);
    let mut turned = vec![false; edges.len()];
    // 0 unseen, 1 on the way, 2 done.
    let mut state = vec![0_u8; nodes];
    let mut stack: Vec<(usize, usize)> = Vec::new();
    for start in sources.chain(rest) {
        if state[start] != 0 {
            continue;
        }
        state[start] = 1;
        stack.push((start, 0));
        while let Some(top) = stack.last_mut() {
            let (node, next) = *top;
            let Some(&edge) = outgoing[node].get(next) else {
                state[node] = 2;
                stack.pop();
                continue;
            };
            top.1 += 1;
            let to = edges[edge].1;
            match state[to] {
                0 => {
                    state[to] = 1;
                    stack.push((to, 0));
                }
                1 => turned[edge] = true,
                _ => {}
            }
        }
    }
    turned
}
