using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace QingjiangpuPortal.Infrastructure.Persistence.Migrations
{
    /// <inheritdoc />
    public partial class PeopleUpkeep : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropForeignKey(
                name: "fk_reply_templates_people_owner_id",
                table: "reply_templates");

            migrationBuilder.DropForeignKey(
                name: "fk_saved_filters_people_owner_id",
                table: "saved_filters");

            migrationBuilder.AlterColumn<Guid>(
                name: "owner_id",
                table: "saved_filters",
                type: "uuid",
                nullable: true,
                oldClrType: typeof(Guid),
                oldType: "uuid");

            migrationBuilder.AlterColumn<Guid>(
                name: "owner_id",
                table: "reply_templates",
                type: "uuid",
                nullable: true,
                oldClrType: typeof(Guid),
                oldType: "uuid");

            migrationBuilder.AddColumn<int>(
                name: "kind",
                table: "legal_aid_appointments",
                type: "integer",
                nullable: false,
                defaultValue: 0);

            migrationBuilder.AddColumn<string>(
                name: "name",
                table: "legal_aid_appointments",
                type: "character varying(40)",
                maxLength: 40,
                nullable: false,
                defaultValue: "");

            migrationBuilder.AddColumn<string>(
                name: "office",
                table: "legal_aid_appointments",
                type: "character varying(80)",
                maxLength: 80,
                nullable: false,
                defaultValue: "");

            migrationBuilder.AddColumn<string>(
                name: "office_phone",
                table: "legal_aid_appointments",
                type: "character varying(30)",
                maxLength: 30,
                nullable: true);

            migrationBuilder.Sql(DisputeUpkeep.FillAppointments);
            migrationBuilder.Sql(DisputeUpkeep.ForgetSuccessOfOpen);

            migrationBuilder.CreateIndex(
                name: "ix_patrols_person_id_started_at_id",
                table: "patrols",
                columns: new[] { "person_id", "started_at", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_call_backs_done",
                table: "call_backs",
                column: "done_at",
                filter: "done_at IS NOT NULL")
                .Annotation("Npgsql:IndexInclude", new[] { "report_id", "reached" });

            migrationBuilder.AddForeignKey(
                name: "fk_reply_templates_people_owner_id",
                table: "reply_templates",
                column: "owner_id",
                principalTable: "people",
                principalColumn: "id",
                onDelete: ReferentialAction.SetNull);

            migrationBuilder.AddForeignKey(
                name: "fk_saved_filters_people_owner_id",
                table: "saved_filters",
                column: "owner_id",
                principalTable: "people",
                principalColumn: "id",
                onDelete: ReferentialAction.SetNull);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropForeignKey(
                name: "fk_reply_templates_people_owner_id",
                table: "reply_templates");

            migrationBuilder.DropForeignKey(
                name: "fk_saved_filters_people_owner_id",
                table: "saved_filters");

            migrationBuilder.DropIndex(
                name: "ix_patrols_person_id_started_at_id",
                table: "patrols");

            migrationBuilder.DropIndex(
                name: "ix_call_backs_done",
                table: "call_backs");

            migrationBuilder.DropColumn(
                name: "kind",
                table: "legal_aid_appointments");

            migrationBuilder.DropColumn(
                name: "name",
                table: "legal_aid_appointments");

            migrationBuilder.DropColumn(
                name: "office",
                table: "legal_aid_appointments");

            migrationBuilder.DropColumn(
                name: "office_phone",
                table: "legal_aid_appointments");

            // What belongs to a unit alone the former version has no place for.
            migrationBuilder.Sql("""
                DELETE FROM saved_filters WHERE owner_id IS NULL;
                DELETE FROM reply_templates WHERE owner_id IS NULL;
                """);

            migrationBuilder.AlterColumn<Guid>(
                name: "owner_id",
                table: "saved_filters",
                type: "uuid",
                nullable: false,
                oldClrType: typeof(Guid),
                oldType: "uuid",
                oldNullable: true);

            migrationBuilder.AlterColumn<Guid>(
                name: "owner_id",
                table: "reply_templates",
                type: "uuid",
                nullable: false,
                oldClrType: typeof(Guid),
                oldType: "uuid",
                oldNullable: true);

            migrationBuilder.AddForeignKey(
                name: "fk_reply_templates_people_owner_id",
                table: "reply_templates",
                column: "owner_id",
                principalTable: "people",
                principalColumn: "id",
                onDelete: ReferentialAction.Cascade);

            migrationBuilder.AddForeignKey(
                name: "fk_saved_filters_people_owner_id",
                table: "saved_filters",
                column: "owner_id",
                principalTable: "people",
                principalColumn: "id",
                onDelete: ReferentialAction.Cascade);
        }
    }
}
