"""Step 1: the tables of the first version. Frozen: what came later is a later step."""

SQL = """
CREATE TABLE allocation (
    credit_id TEXT NOT NULL, position INTEGER NOT NULL, invoice_id TEXT NOT NULL, invoice_number TEXT NOT NULL, amount INTEGER NOT
    NULL, date TEXT NOT NULL, PRIMARY KEY (credit_id, position)
) WITHOUT ROWID;
CREATE INDEX allocation_invoice_id ON allocation (invoice_id);
CREATE TABLE balance (
    contact_xero_id TEXT NOT NULL, currency TEXT NOT NULL, owed INTEGER NOT NULL, credit INTEGER NOT NULL, open_count INTEGER NOT
    NULL, late_since TEXT NOT NULL, PRIMARY KEY (contact_xero_id, currency)
) WITHOUT ROWID;
CREATE TABLE conflict (
    id TEXT NOT NULL PRIMARY KEY, kind TEXT NOT NULL, type TEXT NOT NULL, record TEXT NOT NULL, crm_id TEXT NOT NULL, xero_id TEXT
    NOT NULL, title TEXT NOT NULL, fields TEXT NOT NULL, candidates TEXT NOT NULL, reason TEXT NOT NULL, run TEXT NOT NULL,
    opened_at TEXT NOT NULL, state TEXT NOT NULL, choice TEXT NOT NULL, chosen_xero_id TEXT NOT NULL, chosen_values TEXT NOT NULL,
    chosen_sides TEXT NOT NULL, chosen_seen TEXT NOT NULL, decided_at TEXT NOT NULL, decided_by TEXT NOT NULL
);
CREATE INDEX conflict_state_kind ON conflict (state, kind);
CREATE INDEX conflict_crm_id ON conflict (crm_id);
CREATE INDEX conflict_xero_id ON conflict (xero_id);
CREATE UNIQUE INDEX conflict_open ON conflict (kind, type, record) WHERE state IN ('open', 'decided');
CREATE TABLE connection (
    id INTEGER NOT NULL PRIMARY KEY CHECK (id = 1), body TEXT NOT NULL, refresh_token TEXT NOT NULL
);
CREATE TABLE contact (
    number INTEGER NOT NULL PRIMARY KEY, id TEXT NOT NULL, name TEXT NOT NULL, first_name TEXT NOT NULL, last_name TEXT NOT NULL,
    email TEXT NOT NULL, phone TEXT NOT NULL, mobile TEXT NOT NULL, website TEXT NOT NULL, tax_number TEXT NOT NULL, account_number
    TEXT NOT NULL, currency TEXT NOT NULL, payment_terms TEXT NOT NULL, billing_line1 TEXT NOT NULL, billing_line2 TEXT NOT NULL,
    billing_city TEXT NOT NULL, billing_region TEXT NOT NULL, billing_postcode TEXT NOT NULL, billing_country TEXT NOT NULL,
    delivery_line1 TEXT NOT NULL, delivery_line2 TEXT NOT NULL, delivery_city TEXT NOT NULL, delivery_region TEXT NOT NULL,
    delivery_postcode TEXT NOT NULL, delivery_country TEXT NOT NULL, stage TEXT NOT NULL, lead_source TEXT NOT NULL, owner TEXT NOT
    NULL, notes TEXT NOT NULL, custom TEXT NOT NULL, status TEXT NOT NULL, chosen INTEGER NOT NULL, revision INTEGER NOT NULL,
    created_at TEXT NOT NULL, edited_at TEXT NOT NULL, edited_by TEXT NOT NULL, source TEXT NOT NULL, source_id TEXT NOT NULL,
    name_key TEXT NOT NULL, email_key TEXT NOT NULL, folded TEXT NOT NULL, owed INTEGER NOT NULL, late_since TEXT NOT NULL
);
CREATE UNIQUE INDEX contact_id ON contact (id);
CREATE INDEX contact_status_name_key_stage ON contact (status, name_key, stage);
CREATE INDEX contact_status_stage ON contact (status, stage);
CREATE INDEX contact_status_late_since_name_key_stage ON contact (status, late_since, name_key, stage);
CREATE INDEX contact_status_edited_at_stage ON contact (status, edited_at, stage);
CREATE INDEX contact_email_key ON contact (email_key);
CREATE INDEX contact_name_key ON contact (name_key);
CREATE INDEX contact_source_source_id ON contact (source, source_id);
CREATE INDEX contact_by_owed ON contact (status, owed DESC, name_key, stage);
CREATE TABLE credit_note (
    xero_id TEXT NOT NULL PRIMARY KEY, kind TEXT NOT NULL, type TEXT NOT NULL, number TEXT NOT NULL, reference TEXT NOT NULL,
    contact_xero_id TEXT NOT NULL, contact_name TEXT NOT NULL, status TEXT NOT NULL, date TEXT NOT NULL, currency TEXT NOT NULL,
    rate TEXT NOT NULL, line_amounts TEXT NOT NULL, subtotal INTEGER NOT NULL, tax INTEGER NOT NULL, total INTEGER NOT NULL,
    remaining INTEGER NOT NULL, updated_at TEXT NOT NULL, read_at TEXT NOT NULL, lines_stamp TEXT NOT NULL
);
CREATE INDEX creditnote_contact_xero_id_date ON credit_note (contact_xero_id, date);
CREATE INDEX creditnote_kind_date ON credit_note (kind, date);
CREATE INDEX creditnote_number ON credit_note (number);
CREATE TABLE cursor (
    kind TEXT NOT NULL PRIMARY KEY, since TEXT NOT NULL, full_at TEXT NOT NULL, moved_at TEXT NOT NULL
);
CREATE TABLE deal (
    id TEXT NOT NULL PRIMARY KEY, title TEXT NOT NULL, contact_id TEXT NOT NULL, stage TEXT NOT NULL, currency TEXT NOT NULL,
    expected_close TEXT NOT NULL, won_on TEXT NOT NULL, lead_source TEXT NOT NULL, owner TEXT NOT NULL, notes TEXT NOT NULL, custom
    TEXT NOT NULL, status TEXT NOT NULL, amount INTEGER NOT NULL, invoice_xero_id TEXT NOT NULL, revision INTEGER NOT NULL,
    created_at TEXT NOT NULL, edited_at TEXT NOT NULL, edited_by TEXT NOT NULL, source TEXT NOT NULL, source_id TEXT NOT NULL,
    folded TEXT NOT NULL
);
CREATE INDEX deal_contact_id ON deal (contact_id);
CREATE INDEX deal_status_stage ON deal (status, stage);
CREATE INDEX deal_invoice_xero_id ON deal (invoice_xero_id);
CREATE INDEX deal_source_source_id ON deal (source, source_id);
CREATE TABLE deal_line (
    deal_id TEXT NOT NULL, position INTEGER NOT NULL, product TEXT NOT NULL, product_id TEXT NOT NULL, description TEXT NOT NULL,
    quantity INTEGER NOT NULL, unit_price INTEGER NOT NULL, discount INTEGER NOT NULL, account TEXT NOT NULL, tax TEXT NOT NULL,
    amount INTEGER NOT NULL, PRIMARY KEY (deal_id, position), FOREIGN KEY (deal_id) REFERENCES deal (id) ON DELETE CASCADE
);
CREATE INDEX dealline_product_id ON deal_line (product_id);
CREATE TABLE document_line (
    document_id TEXT NOT NULL, position INTEGER NOT NULL, line_id TEXT NOT NULL, item_code TEXT NOT NULL, description TEXT NOT NULL,
    quantity INTEGER NOT NULL, unit_price INTEGER NOT NULL, discount INTEGER NOT NULL, account TEXT NOT NULL, tax_type TEXT NOT
    NULL, tax_amount INTEGER NOT NULL, amount INTEGER NOT NULL, PRIMARY KEY (document_id, position)
) WITHOUT ROWID;
CREATE TABLE duplicate (
    id TEXT NOT NULL PRIMARY KEY, kind TEXT NOT NULL, first_id TEXT NOT NULL, second_id TEXT NOT NULL, score INTEGER NOT NULL,
    reason TEXT NOT NULL, state TEXT NOT NULL, found_at TEXT NOT NULL
);
CREATE UNIQUE INDEX duplicate_kind_first_id_second_id ON duplicate (kind, first_id, second_id);
CREATE INDEX duplicate_state ON duplicate (state);
CREATE TABLE entry (
    id INTEGER NOT NULL PRIMARY KEY, run TEXT NOT NULL, at TEXT NOT NULL, direction TEXT NOT NULL, kind TEXT NOT NULL, crm_id TEXT
    NOT NULL, xero_id TEXT NOT NULL, title TEXT NOT NULL, folded TEXT NOT NULL, action TEXT NOT NULL, result TEXT NOT NULL, fields
    TEXT NOT NULL, error_code TEXT NOT NULL, error_message TEXT NOT NULL, error_advice TEXT NOT NULL, reason TEXT NOT NULL, actor
    TEXT NOT NULL, attempt INTEGER NOT NULL, settled_by INTEGER NOT NULL
);
CREATE INDEX entry_run ON entry (run);
CREATE INDEX entry_result_settled_by ON entry (result, settled_by);
CREATE INDEX entry_kind_id ON entry (kind, id);
CREATE INDEX entry_crm_id ON entry (crm_id);
CREATE INDEX entry_xero_id ON entry (xero_id);
CREATE INDEX entry_at ON entry (at);
CREATE TABLE field_map (
    kind TEXT NOT NULL, version INTEGER NOT NULL, body TEXT NOT NULL, saved_at TEXT NOT NULL, saved_by TEXT NOT NULL, PRIMARY KEY
    (kind, version)
);
CREATE TABLE invoice (
    xero_id TEXT NOT NULL PRIMARY KEY, type TEXT NOT NULL, number TEXT NOT NULL, reference TEXT NOT NULL, contact_xero_id TEXT NOT
    NULL, contact_name TEXT NOT NULL, status TEXT NOT NULL, date TEXT NOT NULL, due_date TEXT NOT NULL, currency TEXT NOT NULL, rate
    TEXT NOT NULL, line_amounts TEXT NOT NULL, subtotal INTEGER NOT NULL, tax INTEGER NOT NULL, total INTEGER NOT NULL, paid INTEGER
    NOT NULL, credited INTEGER NOT NULL, due INTEGER NOT NULL, sent INTEGER NOT NULL, fully_paid_on TEXT NOT NULL, expected_on TEXT
    NOT NULL, updated_at TEXT NOT NULL, read_at TEXT NOT NULL, lines_stamp TEXT NOT NULL
);
CREATE INDEX invoice_contact_xero_id_date ON invoice (contact_xero_id, date);
CREATE INDEX invoice_type_date ON invoice (type, date);
CREATE INDEX invoice_number ON invoice (number);
CREATE INDEX invoice_open ON invoice (contact_xero_id, currency, due_date, due) WHERE type = 'ACCREC' AND status = 'AUTHORISED'
    AND due > 0;
CREATE TABLE link (
    kind TEXT NOT NULL, crm_id TEXT NOT NULL, xero_id TEXT NOT NULL, agreed TEXT NOT NULL, crm_revision INTEGER NOT NULL, xero_stamp
    TEXT NOT NULL, held TEXT NOT NULL, made_by_us INTEGER NOT NULL, linked_at TEXT NOT NULL, PRIMARY KEY (kind, crm_id)
);
CREATE UNIQUE INDEX link_kind_xero_id ON link (kind, xero_id);
CREATE TABLE meta (
    name TEXT NOT NULL PRIMARY KEY, value TEXT NOT NULL
);
CREATE TABLE mirror (
    kind TEXT NOT NULL, xero_id TEXT NOT NULL, raw TEXT NOT NULL, name TEXT NOT NULL, name_key TEXT NOT NULL, email_key TEXT NOT
    NULL, number_key TEXT NOT NULL, tax_key TEXT NOT NULL, status TEXT NOT NULL, merged_to TEXT NOT NULL, is_customer INTEGER NOT
    NULL, is_supplier INTEGER NOT NULL, updated_at TEXT NOT NULL, read_at TEXT NOT NULL, stamp TEXT NOT NULL, gone INTEGER NOT NULL,
    PRIMARY KEY (kind, xero_id)
);
CREATE INDEX mirror_kind_name_key ON mirror (kind, name_key);
CREATE INDEX mirror_kind_email_key ON mirror (kind, email_key);
CREATE INDEX mirror_kind_number_key ON mirror (kind, number_key);
CREATE INDEX mirror_kind_xero_id_stamp_gone ON mirror (kind, xero_id, stamp, gone);
CREATE TABLE never_pair (
    kind TEXT NOT NULL, crm_id TEXT NOT NULL, xero_id TEXT NOT NULL, PRIMARY KEY (kind, crm_id, xero_id)
);
CREATE TABLE payment (
    xero_id TEXT NOT NULL PRIMARY KEY, type TEXT NOT NULL, document_kind TEXT NOT NULL, document_id TEXT NOT NULL, document_number
    TEXT NOT NULL, contact_xero_id TEXT NOT NULL, contact_name TEXT NOT NULL, date TEXT NOT NULL, amount INTEGER NOT NULL, currency
    TEXT NOT NULL, rate TEXT NOT NULL, reference TEXT NOT NULL, status TEXT NOT NULL, updated_at TEXT NOT NULL, read_at TEXT NOT
    NULL
);
CREATE INDEX payment_document_id ON payment (document_id);
CREATE INDEX payment_contact_xero_id_date ON payment (contact_xero_id, date);
CREATE TABLE person (
    contact_id TEXT NOT NULL, position INTEGER NOT NULL, first_name TEXT NOT NULL, last_name TEXT NOT NULL, email TEXT NOT NULL,
    phone TEXT NOT NULL, role TEXT NOT NULL, gets_invoice INTEGER NOT NULL, PRIMARY KEY (contact_id, position), FOREIGN KEY
    (contact_id) REFERENCES contact (id) ON DELETE CASCADE
);
CREATE INDEX person_email ON person (email);
CREATE TABLE product (
    id TEXT NOT NULL PRIMARY KEY, code TEXT NOT NULL, name TEXT NOT NULL, description TEXT NOT NULL, unit_price INTEGER, account
    TEXT NOT NULL, tax_type TEXT NOT NULL, purchase_price INTEGER, purchase_account TEXT NOT NULL, custom TEXT NOT NULL, status TEXT
    NOT NULL, mark TEXT NOT NULL, revision INTEGER NOT NULL, created_at TEXT NOT NULL, edited_at TEXT NOT NULL, edited_by TEXT NOT
    NULL, source TEXT NOT NULL, source_id TEXT NOT NULL, code_key TEXT NOT NULL, folded TEXT NOT NULL
);
CREATE INDEX product_status_code_key ON product (status, code_key);
CREATE INDEX product_code_key ON product (code_key);
CREATE INDEX product_source_source_id ON product (source, source_id);
CREATE TABLE quote (
    xero_id TEXT NOT NULL PRIMARY KEY, number TEXT NOT NULL, title TEXT NOT NULL, reference TEXT NOT NULL, contact_xero_id TEXT NOT
    NULL, contact_name TEXT NOT NULL, status TEXT NOT NULL, date TEXT NOT NULL, expiry TEXT NOT NULL, currency TEXT NOT NULL, rate
    TEXT NOT NULL, line_amounts TEXT NOT NULL, subtotal INTEGER NOT NULL, tax INTEGER NOT NULL, total INTEGER NOT NULL, updated_at
    TEXT NOT NULL, read_at TEXT NOT NULL, lines_stamp TEXT NOT NULL
);
CREATE INDEX quote_contact_xero_id_date ON quote (contact_xero_id, date);
CREATE INDEX quote_number ON quote (number);
CREATE TABLE reference (
    kind TEXT NOT NULL, code TEXT NOT NULL, position INTEGER NOT NULL, body TEXT NOT NULL, read_at TEXT NOT NULL, PRIMARY KEY (kind,
    code)
);
CREATE TABLE request (
    id TEXT NOT NULL PRIMARY KEY, run TEXT NOT NULL, method TEXT NOT NULL, kind TEXT NOT NULL, body BLOB NOT NULL, key TEXT NOT
    NULL, state TEXT NOT NULL, first_sent_at TEXT NOT NULL, last_sent_at TEXT NOT NULL, token_id TEXT NOT NULL, stored_at TEXT NOT
    NULL
);
CREATE INDEX request_state ON request (state);
CREATE TABLE request_row (
    request_id TEXT NOT NULL, position INTEGER NOT NULL, kind TEXT NOT NULL, action TEXT NOT NULL, crm_id TEXT NOT NULL, xero_id
    TEXT NOT NULL, title TEXT NOT NULL, revision INTEGER NOT NULL, marker TEXT NOT NULL, fields TEXT NOT NULL, sent TEXT NOT NULL,
    reason TEXT NOT NULL, in_step INTEGER NOT NULL, state TEXT NOT NULL, PRIMARY KEY (request_id, position), FOREIGN KEY
    (request_id) REFERENCES request (id) ON DELETE CASCADE
);
CREATE INDEX requestrow_kind_crm_id ON request_row (kind, crm_id);
CREATE INDEX requestrow_marker ON request_row (marker);
CREATE TABLE run (
    id TEXT NOT NULL PRIMARY KEY, asked_by TEXT NOT NULL, mode TEXT NOT NULL, began_at TEXT NOT NULL, ended_at TEXT NOT NULL,
    summary TEXT NOT NULL
);
CREATE INDEX run_began_at ON run (began_at);
CREATE TABLE setting (
    name TEXT NOT NULL PRIMARY KEY, value TEXT NOT NULL
);
CREATE TABLE visit (
    id INTEGER NOT NULL PRIMARY KEY, at TEXT NOT NULL
);
CREATE VIRTUAL TABLE contact_search USING fts5(
    folded, content='contact', content_rowid='number', tokenize='trigram case_sensitive 1', columnsize=0
);
CREATE TRIGGER contact_search_added AFTER INSERT ON contact BEGIN
    INSERT INTO contact_search(rowid, folded) VALUES (new.number, new.folded);
END;
CREATE TRIGGER contact_search_removed AFTER DELETE ON contact BEGIN
    INSERT INTO contact_search(contact_search, rowid, folded) VALUES ('delete', old.number, old.folded);
END;
CREATE TRIGGER contact_search_moved AFTER UPDATE OF folded ON contact WHEN old.folded <> new.folded BEGIN
    INSERT INTO contact_search(contact_search, rowid, folded) VALUES ('delete', old.number, old.folded);
    INSERT INTO contact_search(rowid, folded) VALUES (new.number, new.folded);
END;
"""
